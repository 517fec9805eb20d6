package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.prompts.PromptTemplates;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabularies of names and descriptions, joined, listed and with thresholds. */
class OpenVocabularyTest {
  private static final int WIDTH = 8;
  private static final float EXACT = 1e-6f;

  /** An encoder whose embeddings follow from the texts' hash codes, and that knows its calls. */
  private static final class HashEncoder implements TextEncoder {
    final List<Integer> whole = new ArrayList<>();
    final List<Integer> cut = new ArrayList<>();

    @Override
    public ModelInfo model() {
      return ModelInfo.of(new ModelFamily("hash"), "hash codes");
    }

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public String digest() {
      return "0".repeat(64);
    }

    @Override
    public float[][] embed(List<String> texts) {
      whole.add(texts.size());
      return texts.stream().map(HashEncoder::row).toArray(float[][]::new);
    }

    @Override
    public float[][] embedCut(List<String> texts) {
      cut.add(texts.size());
      return texts.stream().map(HashEncoder::row).toArray(float[][]::new);
    }

    static float[] row(String text) {
      Random random = new Random(text.hashCode());
      float[] row = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextFloat() - 0.3f;
      }
      return unit(row);
    }

    @Override
    public void close() {}
  }

  private static float[] unit(float[] row) {
    double squares = 0;
    for (float element : row) {
      squares += element * element;
    }
    float[] unit = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      unit[i] = (float) (row[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static float[] rows(OpenTag tag) {
    FloatBuffer rows = tag.rows();
    float[] elements = new float[rows.remaining()];
    rows.get(elements);
    return elements;
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void aNameIsTheMeanOfItsPrompts() {
    HashEncoder encoder = new HashEncoder();
    OpenVocabulary made = OpenVocabulary.ofNames(encoder, List.of("red panda", "Mug"));
    assertEquals(List.of(126), encoder.whole);
    assertEquals(Optional.of(encoder.digest()), made.textEncoder());
    assertEquals(Optional.empty(), made.imageEncoder());
    OpenTag mug = made.tags().get(1);
    assertEquals("Mug", mug.name());
    assertEquals(TagRecipe.TEMPLATES, mug.recipe());
    assertEquals(0.5f, mug.threshold());
    float[] mean = new float[WIDTH];
    for (String prompt : PromptTemplates.of("Mug")) {
      float[] row = HashEncoder.row(prompt);
      for (int i = 0; i < WIDTH; i++) {
        mean[i] += row[i] / 63;
      }
    }
    assertArrayEquals(unit(mean), rows(mug), EXACT);
  }

  /** However many there are, no call has more than 63,000 texts. */
  @Test
  void namesAreEmbeddedInPortions() {
    HashEncoder encoder = new HashEncoder();
    List<String> names = IntStream.range(0, 1200).mapToObj(i -> "name " + i).toList();
    OpenVocabulary made = OpenVocabulary.ofNames(encoder, names);
    assertEquals(names, made.tags().stream().map(OpenTag::name).toList());
    assertTrue(encoder.whole.size() > 1, encoder.whole::toString);
    assertTrue(encoder.whole.stream().allMatch(texts -> texts <= 63_000), encoder.whole::toString);
    OpenVocabulary alone = OpenVocabulary.ofNames(encoder, List.of("name 1100"));
    assertArrayEquals(rows(alone.tags().get(0)), rows(made.tags().get(1100)));
  }

  @Test
  void descriptionsAreRowsEach() {
    HashEncoder encoder = new HashEncoder();
    Map<String, List<String>> descriptions = new LinkedHashMap<>();
    descriptions.put("zebra", List.of("A horse with stripes.", "Black and white.", "An animal."));
    descriptions.put("ant", List.of("An insect."));
    OpenVocabulary made = OpenVocabulary.ofDescriptions(encoder, descriptions);
    assertEquals(List.of(4), encoder.cut);
    assertEquals(List.of(), encoder.whole);
    OpenTag zebra = made.tags().get(0);
    assertEquals(3, zebra.rowCount());
    assertEquals(TagRecipe.DESCRIPTIONS, zebra.recipe());
    float[] second = new float[WIDTH];
    zebra.rows().position(WIDTH).get(second);
    assertArrayEquals(HashEncoder.row("Black and white."), second, EXACT);
    assertArrayEquals(HashEncoder.row("An insect."), rows(made.tags().get(1)), EXACT);
  }

  @Test
  void modelsGetWhatTheirAuthorsMake() {
    HashEncoder encoder = new HashEncoder();
    Map<String, List<String>> described = Map.of("ant", List.of("An insect.", "A small animal."));
    ModelInfo ram = ModelInfo.of(ModelFamily.RAM, "ram").withTextWidth(WIDTH);
    ModelInfo plus = ModelInfo.of(ModelFamily.RAM_PLUS, "plus").withTextWidth(WIDTH);
    assertEquals(
        TagRecipe.TEMPLATES,
        OpenVocabulary.forModel(ram, encoder, described).tags().get(0).recipe());
    assertEquals(2, OpenVocabulary.forModel(plus, encoder, described).tags().get(0).rowCount());
    String message =
        assertThrows(
                ModelException.class,
                () -> OpenVocabulary.forModel(ram.withTextWidth(9), encoder, described))
            .getMessage();
    assertTrue(message.contains("width 9") && message.contains("width 8"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n", "\u2003"})
  void blankNamesAreRefusedBeforeAnythingRuns(String blank) {
    HashEncoder encoder = new HashEncoder();
    assertEquals(
        "name 2 of 2: expected a name, found a blank",
        refusal(() -> OpenVocabulary.ofNames(encoder, List.of("cat", blank))));
    assertTrue(
        refusal(() -> OpenVocabulary.ofDescriptions(encoder, Map.of(blank, List.of("x"))))
            .endsWith("expected a name and at least one description, found 1"));
    assertEquals(List.of(), encoder.whole);
    assertEquals(List.of(), encoder.cut);
  }

  @Test
  void otherNamesAreRefusedBeforeAnythingRuns() {
    HashEncoder encoder = new HashEncoder();
    assertEquals(
        "open vocabulary: expected each new name once, found \"Cat\" and \" cat\"",
        refusal(() -> OpenVocabulary.ofNames(encoder, List.of("Cat", "dog", " cat"))));
    assertEquals(
        "name of a new tag: expected whole characters, found half a surrogate pair in \"a\uD83D\"",
        refusal(() -> OpenVocabulary.ofNames(encoder, List.of("a\uD83D"))));
    assertEquals(
        "descriptions of \"cat\": expected a name and at least one description, found 0",
        refusal(() -> OpenVocabulary.ofDescriptions(encoder, Map.of("cat", List.of()))));
    assertEquals(
        "open vocabulary: expected at least one tag, found none",
        refusal(() -> OpenVocabulary.ofNames(encoder, List.of())));
    assertEquals(List.of(), encoder.whole);
  }

  @Test
  void vocabulariesAreJoined() {
    OpenVocabulary one = vocabulary("cat").withTextEncoder("a");
    OpenVocabulary two = vocabulary("dog").withImageEncoder("b");
    OpenVocabulary both = one.and(two);
    assertEquals(List.of("cat", "dog"), both.tags().stream().map(OpenTag::name).toList());
    assertEquals(Optional.of("a"), both.textEncoder());
    assertEquals(Optional.of("b"), both.imageEncoder());
    assertEquals(
        "open vocabularies: expected those of one text encoder, found a and c",
        refusal(() -> one.and(two.withTextEncoder("c"))));
    assertEquals(
        "open vocabulary: expected each new name once, found \"cat\" and \"CAT\"",
        refusal(() -> one.and(vocabulary("CAT"))));
  }

  private static OpenVocabulary vocabulary(String name) {
    return OpenVocabulary.of(
        List.of(OpenTag.of(name, TagRecipe.EMBEDDINGS, new float[] {3, 4}, 2)));
  }

  @Test
  void listedTagsComeFirstWithTheirThresholds() {
    TagVocabulary list =
        TagVocabulary.of(
            List.of(new Tag(0, "cat", List.of(), true), new Tag(1, "dog", List.of(), true)),
            new float[] {0.25f, 0.75f});
    OpenVocabulary all = vocabulary("cat").withListed(list);
    assertEquals(List.of("cat", "dog", "cat"), all.tags().stream().map(OpenTag::name).toList());
    assertEquals(TagRecipe.LISTED, all.tags().get(1).recipe());
    assertEquals(0, all.tags().get(1).rowCount());
    assertEquals(0.75f, all.tags().get(1).threshold());
    OpenVocabulary other = all.withThresholds(new float[] {0.1f, 0.2f, 0.3f});
    assertEquals(0.3f, other.tags().get(2).threshold());
    assertArrayEquals(new float[] {0.6f, 0.8f}, rows(other.tags().get(2)), EXACT);
    assertEquals(
        "thresholds: expected one for each of 3 tags, found 1",
        refusal(() -> all.withThresholds(new float[1])));
    assertTrue(refusal(() -> all.withThresholds(new float[] {0, 1.5f, 0})).contains("tag \"dog\""));
  }

  @Test
  void rowsThatAreNoDirectionsAreRefused() {
    assertEquals(
        "rows of tag \"x\": expected finite numbers, found NaN",
        refusal(() -> OpenTag.of("x", TagRecipe.EMBEDDINGS, new float[] {1, Float.NaN}, 2)));
    assertEquals(
        "row 1 of tag \"x\": expected a direction, found a length of 0.0",
        refusal(() -> OpenTag.of("x", TagRecipe.EMBEDDINGS, new float[] {1, 0, 0, 0}, 2)));
    assertEquals(
        "rows of tag \"x\": expected a multiple of the width 2, found 3 numbers",
        refusal(() -> OpenTag.of("x", TagRecipe.EMBEDDINGS, new float[3], 2)));
    assertEquals(
        "open vocabulary: expected rows of one width, found 2 of \"cat\" and 3 of \"dog\"",
        refusal(
            () ->
                vocabulary("cat")
                    .and(
                        OpenVocabulary.of(
                            List.of(
                                OpenTag.of(
                                    "dog", TagRecipe.EMBEDDINGS, new float[] {1, 0, 0}, 3))))));
  }
}
