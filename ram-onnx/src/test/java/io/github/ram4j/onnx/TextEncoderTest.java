package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.prompts.PromptTemplates;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts go through the bundle of CLIP's text half, many at a time, as one alone would. */
class TextEncoderTest {
  private static final float TOLERANCE = 1e-5f;

  /** Of texts among others to the same texts alone. */
  private static final float ALONE = 1e-6f;

  /** The one golden text whose repair the tokenizer leaves out. */
  private static final String MOJIBAKE = "\u00C3\u00BCber";

  @TempDir static Path folder;
  private static Path bundle;
  private static TextEncoder encoder;

  @BeforeAll
  static void open() throws IOException {
    bundle = TinyClip.bundle(folder, TinyClip.B, ConvertOptions.defaults());
    encoder = RamModels.openTextEncoder(bundle);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @ParameterizedTest
  @CsvSource({
    "any, FP32",
    "portable, FP32",
    "any, FP16",
    "cuda, FP16",
  })
  void bundlesGiveTheGoldenFeatures(String target, Precision precision) throws IOException {
    ConvertOptions options =
        ConvertOptions.defaults().withTarget(new BundleTarget(target)).withPrecision(precision);
    try (TextEncoder other =
        RamModels.openTextEncoder(TinyClip.bundle(folder, TinyClip.B, options))) {
      meetsGolden(other, "openset/clip-b/expected.json.gz");
      assertEquals(encoder.digest(), other.digest());
    }
  }

  /** As OpenAI publishes a model: a TorchScript archive, in half and single precision. */
  @Test
  void theArchiveOfOpenAiGivesItsFeatures() throws IOException {
    Path other = TinyClip.bundle(folder, TinyClip.A, ConvertOptions.defaults());
    try (TextEncoder openAi = RamModels.openTextEncoder(other)) {
      meetsGolden(openAi, "openset/clip-a/expected.json.gz");
      assertNotEquals(encoder.digest(), openAi.digest());
    }
  }

  private static void meetsGolden(TextEncoder encoder, String expected) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> golden = new ArrayList<>();
    for (JsonNode text : GoldenFiles.json(expected).get("texts")) {
      if (!text.get("text").asText().equals(MOJIBAKE)) {
        texts.add(text.get("text").asText());
        golden.add(text);
      }
    }
    assertEquals(29, texts.size());
    float[][] rows = encoder.embedCut(texts);
    for (int i = 0; i < rows.length; i++) {
      float[] feature = GoldenFiles.floats(golden.get(i).get("feature"));
      assertArrayEquals(feature, rows[i], TOLERANCE, texts.get(i));
    }
  }

  /** Trees of several sizes, cut into pieces at any token, against each text alone. */
  @Test
  void textsAmongOthersAreAsAlone() {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("cat", "hot air balloon", "caterpillar", "Ω", "a", "ice cream")) {
      texts.addAll(PromptTemplates.of(name));
    }
    texts.addAll(
        List.of("", "a photo of a cat.", "a photo of", "cat", "cat cat", "cat <|endoftext|> x"));
    texts.add("the very long story of a cat ".repeat(12));
    Collections.shuffle(texts, new Random(3));
    float[][] together = encoder.embedCut(texts);
    for (int i = 0; i < texts.size(); i += 1 + i % 5) {
      float[] alone = encoder.embedCut(List.of(texts.get(i)))[0];
      assertArrayEquals(alone, together[i], ALONE, texts.get(i));
      assertEquals(1, length(alone), ALONE);
    }
  }

  private static double length(float[] row) {
    double squares = 0;
    for (float element : row) {
      squares += (double) element * element;
    }
    return Math.sqrt(squares);
  }

  @Test
  void equalTextsHaveRowsOfTheirOwn() {
    float[][] rows = encoder.embed(List.of("cat", "dog", "CAT ", "cat"));
    assertArrayEquals(rows[0], rows[2]);
    assertArrayEquals(rows[0], rows[3]);
    assertNotSame(rows[0], rows[3]);
    assertTrue(Math.abs(rows[0][0] - rows[1][0]) > ALONE);
    assertEquals(0, encoder.embed(List.of()).length);
  }

  /** Nothing runs: an encoder that is closed would say so first. */
  @Test
  void aTextThatIsTooLongIsNamed() {
    String longest = "cat ".repeat(75);
    assertEquals(1, encoder.embed(List.of(longest)).length);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> encoder.embed(List.of("dog", longest + "cat cat cat cat cat")))
            .getMessage();
    assertEquals(
        "text \"%s…\": expected at most 75 tokens, found 80".formatted(longest.substring(0, 60)),
        message);
    float[] cut = encoder.embedCut(List.of(longest + "cat cat")).clone()[0];
    assertArrayEquals(encoder.embed(List.of(longest))[0], cut);
  }

  @Test
  void shownTextsEndBetweenCharacters() {
    String text = "🐈".repeat(100);
    String message =
        assertThrows(IllegalArgumentException.class, () -> encoder.embed(List.of(text)))
            .getMessage();
    assertTrue(message.startsWith("text \"" + "🐈".repeat(60) + "…\": expected"), message);
  }

  @Test
  void theModelIsDescribed() {
    ModelInfo model = encoder.model();
    assertEquals("clip-text", model.family().id());
    assertEquals(bundle.toString(), model.source());
    assertEquals(ModelPrecision.FP32, model.precision());
    assertEquals("CPU", model.executionProvider());
    assertEquals(List.of("The token ids are those of CLIP's published merges."), model.assumed());
    assertEquals(512, encoder.width());
    assertTrue(encoder.digest().matches("[0-9a-f]{64}"), encoder.digest());
  }

  @Test
  void theDigestFollowsTheWeights() throws IOException {
    Path same = TinyClip.bundle(folder, TinyClip.B_HUGGING_FACE, ConvertOptions.defaults());
    try (TextEncoder other = RamModels.openTextEncoder(same)) {
      assertEquals(encoder.digest(), other.digest());
    }
    // Where the manifest does not say it, the files count.
    Path manifest = same.resolve("bundle.properties");
    String text = Files.readString(manifest);
    String without = text.replaceAll("source\\.weights = .*\n", "");
    assertNotEquals(text, without);
    Files.writeString(manifest, without);
    try (TextEncoder other = RamModels.openTextEncoder(same)) {
      assertNotEquals(encoder.digest(), other.digest());
    }
  }

  @Test
  void threadsShareAnEncoder() {
    List<String> texts = PromptTemplates.of("cat");
    float[][] expected = encoder.embed(texts);
    List<CompletableFuture<float[][]>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> encoder.embed(texts)));
    }
    for (CompletableFuture<float[][]> call : calls) {
      assertArrayEquals(expected, call.join());
    }
  }

  @Test
  void aClosedEncoderSaysSo() throws IOException {
    TextEncoder closed =
        RamModels.openTextEncoder(
            Bundle.read(bundle),
            ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(1)));
    assertEquals(1, closed.model().threads());
    closed.close();
    closed.close();
    String message =
        assertThrows(IllegalStateException.class, () -> closed.embed(List.of("cat"))).getMessage();
    assertEquals(
        "text encoder of %s: expected to be open, found closed".formatted(bundle), message);
  }

  @Test
  void anotherTaskIsRefused() throws IOException {
    Path captioner = TinyCaptioner.bundle(folder, 5);
    assertEquals(
        "bundle %s: tasks: expected text-embedding, found tagging, captioning of family tag2text"
            .formatted(captioner),
        assertThrows(ModelException.class, () -> RamModels.openTextEncoder(captioner))
            .getMessage());
    assertEquals(
        "bundle %s: tasks: expected tagging, found text-embedding of family clip-text"
            .formatted(bundle),
        assertThrows(ModelException.class, () -> RamModels.open(bundle)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          size.positions = 77 | size.positions = 1 | bundle.properties: size.positions: expected at least 2, found 1
          size.positions = 77 | size.positions = x | bundle.properties: size.positions: expected a whole number, found "x"
          size.embedding = 512 | size.width2 = 512 | bundle.properties: expected a line "size.embedding", found none
          size.embedding = 512 | size.embedding = 768 | text_encoder.onnx: output: expected embeddings float32 [texts, 768], found embeddings float32 [texts, 512]
          size.vocabulary = 49408 | size.vocabulary = 49409 | merges.txt: expected the merges of 49409 ids, as the model has rows, found those of 49408
          """)
  void aManifestThatSaysSomethingElseIsRefused(String line, String by, String expected)
      throws IOException {
    Path altered = TinyClip.bundle(folder, TinyClip.B, ConvertOptions.defaults());
    Path manifest = altered.resolve("bundle.properties");
    String text = Files.readString(manifest);
    assertTrue(text.contains(line + "\n"), text);
    Files.writeString(manifest, text.replace(line + "\n", by + "\n"));
    String message =
        assertThrows(ModelException.class, () -> RamModels.openTextEncoder(altered)).getMessage();
    assertTrue(message.contains(altered.toString()), message);
    assertTrue(message.endsWith(expected), message);
  }
}
