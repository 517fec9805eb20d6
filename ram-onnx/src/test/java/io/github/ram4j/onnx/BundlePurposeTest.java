package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.IntegerProducts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle is opened for a task and on a machine that it was made for, or not at all. */
class BundlePurposeTest {
  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void convert() throws IOException {
    bundle = TinyCaptioner.bundle(folder, 5);
  }

  private void alter(String line, String by) throws IOException {
    Path manifest = bundle.resolve("bundle.properties");
    String text = Files.readString(manifest);
    assertTrue(text.contains(line + "\n"), text);
    Files.writeString(manifest, text.replace(line + "\n", by + "\n"));
  }

  private String refusal() {
    return assertThrows(ModelException.class, () -> RamModels.open(bundle)).getMessage();
  }

  @Test
  void anotherTaskIsNamedBesideTheOneExpected() throws IOException {
    alter("tasks = tagging, captioning", "tasks = text-embedding");
    alter("family = tag2text", "family = clip");
    assertEquals(
        "bundle %s: tasks: expected tagging, found text-embedding of family clip".formatted(bundle),
        refusal());
    assertEquals(
        refusal(),
        assertThrows(ModelException.class, () -> RamModels.openCaptioner(bundle)).getMessage());
  }

  @Test
  void aFamilyThatIsNotKnownIsOpenedForATaskThatIs() throws IOException {
    alter("family = tag2text", "family = siglip");
    try (Recognizer recognizer = RamModels.open(bundle)) {
      assertEquals("siglip", recognizer.model().family().id());
    }
  }

  @Test
  void aTargetThatIsNotKnownIsNamed() throws IOException {
    alter("target = any", "target = npu");
    assertEquals(
        "bundle %s: target: expected one of [any, vnni, cuda, portable], found npu"
            .formatted(bundle),
        refusal());
  }

  @Test
  void vnniIsOpenedWhereProductsOfAllEightBitsAreExact() throws IOException {
    alter("target = any", "target = vnni");
    if (IntegerProducts.areExact(Byte.MAX_VALUE)) {
      RamModels.open(bundle).close();
    } else {
      String message = assertThrows(RamException.class, () -> RamModels.open(bundle)).getMessage();
      assertTrue(
          message.contains("expected a processor that multiplies 8-bit integers exactly up to 127"),
          message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          graph.image_encoder.output.rows = float32 [batch, 5, 128] | graph.image_encoder.output.rows = float32 [batch, 6, 128] | image_encoder.onnx: output: expected rows float32 [batch, 6, 128], found rows float32 [batch, 5, 128]
          graph.tagging_head.input.rows = float32 [batch, 5, 128] | graph.tagging_head.input.other = float32 [batch, 5, 128] | tagging_head.onnx: input: expected other float32 [batch, 5, 128], found rows float32 [batch, 5, 128]
          graph.tagging_head.output.logits = float32 [batch, 6] | graph.tagging_head.output.logits = int64 [batch, 6] | tagging_head.onnx: output: expected logits int64 [batch, 6], found logits float32 [batch, 6]
          image.resize = squash | image.resize = short-side | image.resize: expected squash or long-side-pad, which give a tagger images of one shape, found short-side
          """)
  void aManifestThatSaysSomethingElseThanTheGraphIsRefused(String line, String by, String expected)
      throws IOException {
    alter(line, by);
    assertEquals("bundle %s: %s".formatted(bundle, expected), refusal());
  }

  /** Names of axes in a graph of others may be anything, a size of another axis even. */
  @ParameterizedTest
  @ValueSource(strings = {"b,tch", "b]tch", "12345", "  -1 ", "?????"})
  void anyNameOfAnAxisInAGraphOnlyVaries(String axis) throws IOException {
    Path graph = bundle.resolve("image_encoder.onnx");
    String bytes = Files.readString(graph, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("batch"));
    Files.writeString(graph, bytes.replace("batch", axis), StandardCharsets.ISO_8859_1);
    RuntimeOptions unverified = RuntimeOptions.defaults().withVerifyDigests(false);
    try (Recognizer recognizer =
        RamModels.open(bundle, ModelOptions.defaults().withRuntime(unverified))) {
      assertEquals(6, recognizer.recognize(new BufferedImage(8, 8, 1)).vocabulary().size());
    }
  }

  /** The tags are one fewer than the logits that the graph gives. */
  @Test
  void aGraphOfOtherTagsIsRefused() throws IOException {
    Path tags = bundle.resolve("tags.tsv");
    String text = Files.readString(tags);
    String shorter = text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
    Files.writeString(tags, shorter);
    Path manifest = bundle.resolve("bundle.properties");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("file.tags.tsv = \\d+ ", "file.tags.tsv = " + Files.size(tags) + " "));
    assertEquals(5, Bundle.read(bundle).vocabulary().size());
    ModelOptions unverified =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withVerifyDigests(false));
    String message =
        assertThrows(ModelException.class, () -> RamModels.open(bundle, unverified)).getMessage();
    assertTrue(
        message.endsWith(
            "tagging_head.onnx: output: expected logits float32 [batch, 5], found logits float32"
                + " [batch, 6]"),
        message);
  }
}
