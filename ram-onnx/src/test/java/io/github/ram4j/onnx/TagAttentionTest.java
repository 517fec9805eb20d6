package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of attention are those of the reference, for RAM and RAM++, and depend on nothing else. */
class TagAttentionTest {
  private static final float TOLERANCE = 2e-5f;

  @TempDir Path folder;

  private Recognizer open(JsonNode golden) throws IOException {
    String model = "openset/" + golden.get("model").asText();
    Path checkpoint = folder.resolve("checkpoint.pth");
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(GoldenFiles.file(model + "/checkpoint.pth.gz")))) {
      Files.copy(in, checkpoint);
    }
    JsonNode config = GoldenFiles.json(model + "/expected.json.gz").get("config");
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        checkpoint,
        bundle,
        ConvertOptions.defaults()
            .withImageSize(golden.get("size").asInt())
            .withWindow(config.get("window").asInt())
            .withVocabulary(TagVocabulary.read(GoldenFiles.file(model + "/tags.tsv"))));
    return RamModels.open(bundle);
  }

  private static EncodedImage encoded(Recognizer recognizer, JsonNode golden) throws IOException {
    return recognizer.encode(
        ImageSource.of(GoldenFiles.file("images/" + golden.get("image").asText())));
  }

  /** The last one has four windows, whose places do not come row by row within the model. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void mapsMeetTheGoldenOnes(int index) throws IOException {
    JsonNode golden = GoldenFiles.json("openset/attention.json").get(index);
    try (Recognizer recognizer = open(golden)) {
      EncodedImage image = encoded(recognizer, golden);
      for (Map.Entry<String, JsonNode> each : golden.get("maps").properties()) {
        Tag tag = recognizer.vocabulary().tag(Integer.parseInt(each.getKey()));
        TagAttention map = recognizer.attention(image, List.of(tag)).get(0);
        assertEquals(tag, map.tag());
        assertEquals(golden.get("side").asInt(), map.rows());
        assertEquals(golden.get("side").asInt(), map.columns());
        assertArrayEquals(
            GoldenFiles.floats(each.getValue()), shares(map), TOLERANCE, tag.english());
      }
    }
  }

  private static float[] shares(TagAttention map) {
    float[] shares = new float[map.shares().remaining()];
    map.shares().get(shares);
    assertEquals(shares[map.columns() + 2], map.share(1, 2));
    return shares;
  }

  @Test
  void aMapDoesNotDependOnOtherTagsOrTheirOrder() throws IOException {
    JsonNode golden = GoldenFiles.json("openset/attention.json").get(0);
    try (Recognizer recognizer = open(golden)) {
      EncodedImage image = encoded(recognizer, golden);
      List<Tag> tags = new ArrayList<>(recognizer.vocabulary().tags());
      List<TagAttention> all = recognizer.attention(image, tags);
      Collections.reverse(tags);
      List<TagAttention> turned = recognizer.attention(image, tags);
      assertEquals(tags.size(), all.size());
      for (int i = 0; i < all.size(); i++) {
        TagAttention other = turned.get(all.size() - 1 - i);
        TagAttention alone = recognizer.attention(image, List.of(all.get(i).tag())).get(0);
        assertEquals(all.get(i).tag(), other.tag());
        assertArrayEquals(shares(all.get(i)), shares(other), 1e-6f);
        assertArrayEquals(shares(all.get(i)), shares(alone), 1e-6f);
      }
      assertEquals(List.of(), recognizer.attention(image, List.of()));
    }
  }

  @Test
  void tagsOfOtherListsAreRefused() throws IOException {
    JsonNode golden = GoldenFiles.json("openset/attention.json").get(0);
    try (Recognizer recognizer = open(golden)) {
      EncodedImage image = encoded(recognizer, golden);
      Tag other = new Tag(0, "no tag of this list", List.of(), true);
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> recognizer.attention(image, List.of(other)))
              .getMessage();
      assertTrue(message.contains("\"no tag of this list\" with id 0"), message);
    }
  }
}
