package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingModelTest {
  private static final int WIDTH = 512;
  private static final TagVocabulary TAGS =
      TagVocabulary.ram().subset(List.of("dog", "cat", "tree", "car"));

  @TempDir Path folder;

  private Path checkpoint(String family, int tags, long seed) throws IOException {
    return FormulaCheckpoint.write(
        folder.resolve(family + seed + ".safetensors"), ModelSizes.tiny(family, 64, 2, tags), seed);
  }

  private StartingModel model(String family) throws IOException {
    return StartingModel.ofCheckpoint(checkpoint(family, 4, 3), TinyModels.checkpoint(TAGS));
  }

  private static TagVocabulary vocabulary(Tag... tags) {
    return TagVocabulary.of(List.of(tags), new float[tags.length]);
  }

  private static Tag tag(int id, String name) {
    return new Tag(id, name, List.of(), true);
  }

  @Test
  void aCheckpointIsReadWithItsTags() throws IOException {
    StartingModel model = model("ram");
    assertEquals(ModelFamily.RAM, model.family());
    assertEquals(64, model.imageSizePx());
    assertEquals(TAGS, model.vocabulary());
    assertEquals(List.of(), model.newTags());
  }

  @Test
  void aListOfAnotherLengthIsRefusedWithBothCounts() throws IOException {
    Path file = checkpoint("ram", 5, 3);
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> StartingModel.ofCheckpoint(file, TinyModels.checkpoint(TAGS)))
            .getMessage();
    assertEquals(file + ": expected a tag list of its 5 tags, found 4", said);
    String published =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    StartingModel.ofCheckpoint(
                        file, CheckpointOptions.defaults().withImageSize(64)))
            .getMessage();
    assertTrue(published.contains("found 4585"), published);
  }

  @Test
  void tagsThatStayKeepTheirRows() throws IOException {
    StartingModel model = model("ram");
    StartingModel changed =
        model.withVocabulary(
            vocabulary(tag(0, "lynx"), tag(1, "tree"), tag(2, "dog"), tag(3, "otter")), 7);
    assertEquals(List.of(0, 3), changed.newTags());
    float[] before = model.weights().read("label_embed", new long[] {4, WIDTH});
    float[] after = changed.weights().read("label_embed", new long[] {4, WIDTH});
    assertArrayEquals(row(before, 2, WIDTH), row(after, 1, WIDTH));
    assertArrayEquals(row(before, 0, WIDTH), row(after, 2, WIDTH));
    double square = 0;
    for (float value : row(after, 0, WIDTH)) {
      square += value * (double) value;
    }
    assertEquals(1, square, 1e-5);
    assertTrue(!Arrays.equals(row(after, 0, WIDTH), row(after, 3, WIDTH)));
    long[] shape = {32, WIDTH};
    assertArrayEquals(
        model.weights().read("wordvec_proj.weight", shape),
        changed.weights().read("wordvec_proj.weight", shape));
  }

  @Test
  void tagsOfRamPlusKeepAllTheirDescriptions() throws IOException {
    StartingModel model = model("ram_plus");
    StartingModel changed = model.withVocabulary(vocabulary(tag(0, "new"), tag(1, "Cat")), 7);
    int width = 51 * WIDTH;
    float[] before = model.weights().read("label_embed", new long[] {4 * 51L, WIDTH});
    float[] after = changed.weights().read("label_embed", new long[] {2 * 51L, WIDTH});
    assertArrayEquals(row(before, 1, width), row(after, 1, width));
  }

  @Test
  void tagsOfTag2TextKeepTheirClassifiers() throws IOException {
    StartingModel model = model("tag2text");
    StartingModel changed = model.withVocabulary(vocabulary(tag(0, "new"), tag(1, "car")), 7);
    float[] weights = model.weights().read("fc.W", new long[] {1, 4, 32});
    float[] biases = model.weights().read("fc.b", new long[] {1, 4});
    assertArrayEquals(
        row(weights, 3, 32), row(changed.weights().read("fc.W", new long[] {1, 2, 32}), 1, 32));
    assertEquals(biases[3], changed.weights().read("fc.b", new long[] {1, 2})[1]);
  }

  @Test
  void ofTagsOfOneNameEachKeepsItsOwnRow() throws IOException {
    TagVocabulary twice = vocabulary(tag(4, "bat"), tag(5, "cat"), tag(6, "bat"), tag(7, "dog"));
    Path file = checkpoint("ram", 4, 3);
    StartingModel model = StartingModel.ofCheckpoint(file, TinyModels.checkpoint(twice));
    StartingModel changed =
        model.withVocabulary(vocabulary(tag(6, "bat"), tag(4, "bat"), tag(9, "bat")), 7);
    assertEquals(List.of(2), changed.newTags(), "a third of the name is none of the two");
    float[] before = model.weights().read("label_embed", new long[] {4, WIDTH});
    float[] after = changed.weights().read("label_embed", new long[] {3, WIDTH});
    assertArrayEquals(row(before, 2, WIDTH), row(after, 0, WIDTH));
    assertArrayEquals(row(before, 0, WIDTH), row(after, 1, WIDTH));
  }

  /** An id that is the same says nothing where others are not. */
  @Test
  void ofTagsOfOneNameNoneIsGuessed() throws IOException {
    TagVocabulary twice = vocabulary(tag(4, "bat"), tag(5, "cat"), tag(6, "bat"), tag(7, "dog"));
    StartingModel model =
        StartingModel.ofCheckpoint(checkpoint("ram", 4, 3), TinyModels.checkpoint(twice));
    TagVocabulary renumbered = vocabulary(tag(5, "dog"), tag(6, "bat"));
    String said =
        assertThrows(IllegalArgumentException.class, () -> model.withVocabulary(renumbered, 7))
            .getMessage();
    assertEquals(
        "tag \"bat\" of the list of 2 tags from \"dog\" to \"bat\": expected one tag of that name"
            + " in the list of 4 tags from \"bat\" to \"dog\", found those of ids 4, 6; their ids"
            + " do not tell which is meant, since id 5 is \"dog\" in one list and not in the other",
        said);
  }

  @Test
  void anotherEncoderIsTakenAndNothingElse() throws IOException {
    StartingModel model = model("ram");
    StartingModel changed = model.withEncoderOf(checkpoint("ram", 4, 8));
    String encoder = "visual_encoder.patch_embed.proj.bias";
    assertNotEquals(
        model.weights().read(encoder, new long[] {16})[0],
        changed.weights().read(encoder, new long[] {16})[0]);
    assertArrayEquals(
        model.weights().read("fc.weight", new long[] {1, 32}),
        changed.weights().read("fc.weight", new long[] {1, 32}));
  }

  @Test
  void placesOfPatchesBelongToTheirEncoder() throws IOException {
    Map<String, long[]> parameters =
        new LinkedHashMap<>(ModelSizes.tiny("ram", 64, 2, 4).parameters());
    long[] places = {1, 256, 16};
    parameters.put("visual_encoder.absolute_pos_embed", places);
    Path file = FormulaCheckpoint.write(folder.resolve("placed.safetensors"), parameters, 8);
    StartingModel placed = StartingModel.ofCheckpoint(file, TinyModels.checkpoint(TAGS));
    StartingModel taken = model("ram").withEncoderOf(file);
    assertTrue(taken.shape().sizes().absolutePositions());
    assertSame(taken, taken.withAbsolutePositions());
    assertArrayEquals(
        placed.weights().read("visual_encoder.absolute_pos_embed", places),
        taken.weights().read("visual_encoder.absolute_pos_embed", places));
    assertFalse(taken.withEncoderOf(checkpoint("ram", 4, 9)).shape().sizes().absolutePositions());
  }

  /** The longest wave's sine, number 0, rises from left to right; its like of rows downwards. */
  @Test
  void placesOfPatchesAreAddedOnce() throws IOException {
    StartingModel model = model("ram");
    StartingModel placed = model.withAbsolutePositions();
    assertTrue(placed.shape().sizes().absolutePositions());
    assertSame(placed, placed.withAbsolutePositions());
    float[] places =
        placed.weights().read("visual_encoder.absolute_pos_embed", new long[] {1, 256, 16});
    for (int i = 0; i < 15; i++) {
      assertTrue(places[16 * (i + 1)] > places[16 * i], "column " + i);
      assertTrue(places[16 * 16 * (i + 1) + 1] > places[16 * 16 * i + 1], "row " + i);
    }
    for (int i = 0; i < 256; i++) {
      assertEquals(places[16 * (i % 16)], places[16 * i], "row of place " + i);
    }
    long[] shape = {1, 32};
    assertArrayEquals(
        model.weights().read("fc.weight", shape), placed.weights().read("fc.weight", shape));
    assertEquals(4, placed.withVocabulary(TAGS, 1).vocabulary().size());
    assertTrue(placed.withVocabulary(TAGS, 1).shape().sizes().absolutePositions());
  }

  private static float[] row(float[] table, int row, int width) {
    return Arrays.copyOfRange(table, row * width, (row + 1) * width);
  }
}
