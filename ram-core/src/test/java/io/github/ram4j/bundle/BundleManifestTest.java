package io.github.ram4j.bundle;

import static io.github.ram4j.bundle.SampleBundle.manifest;
import static io.github.ram4j.bundle.SampleBundle.readBack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleManifestTest {
  @Test
  void writingAndReadingGivesTheSameManifest() {
    assertEquals(manifest(), readBack(manifest().toText()));
  }

  @Test
  void theSameManifestGivesTheSameText() {
    String text = manifest().toText();
    assertEquals(text, readBack(text).toText());
    assertFalse(text.contains("\r"));
    assertEquals(
        "# A ram4j bundle; see docs/bundle-format.md", text.lines().findFirst().orElseThrow());
  }

  @Test
  void moreThanNineNotesKeepTheirOrder() {
    List<String> notes = IntStream.range(0, 12).mapToObj(i -> "Note number " + i + ".").toList();
    assertEquals(notes, readBack(manifest(notes, new TreeMap<>()).toText()).notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "模型.pth",
        "C:\\models\\new.pth",
        " begins with a blank",
        "\tbegins with a tab",
        "two\nlines\r\n",
        "\\u0041",
        "# = : !",
        "ends with a backslash\\",
        ""
      })
  void anyValueComesBackAsItWas(String value) {
    BundleManifest written = manifest(List.of(value), new TreeMap<>(Map.of("name", value)));
    assertEquals(written, readBack(written.toText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a=b", "a:b", "a\\b", "模型", "line\nend"})
  void anyKeyComesBackAsItWas(String key) {
    BundleManifest written = manifest(List.of(), new TreeMap<>(Map.of(key, "value")));
    assertEquals(written, readBack(written.toText()));
  }

  @Test
  void partsCannotBeChanged() {
    BundleManifest manifest = manifest();
    assertThrows(UnsupportedOperationException.class, () -> manifest.sizes().put("window", "7"));
    assertThrows(UnsupportedOperationException.class, () -> manifest.source().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.files().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.notes().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.graphs().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.tasks().clear());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "family",
        "tasks",
        "target",
        "precision",
        "image.resize",
        "image.size",
        "image.mean",
        "image.std",
        "image.interpolation",
        "graph.tagging_head.file"
      })
  void aMissingLineIsNamed(String key) {
    String text = manifest().toText().replaceFirst("(?m)^" + key + " = .*\\n", "");
    assertEquals("expected a line \"" + key + "\", found none", refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagging_head.onnx", "tags.tsv"})
  void aNeededFileThatIsNotListedIsNamed(String name) {
    String text = manifest().toText().replaceFirst("(?m)^file\\." + name + " = .*\\n", "");
    assertEquals("expected a file." + name + ", found none", refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "128", "-1", "x"})
  void theRangeOfInt8IsChecked(String wrong) {
    String text = manifest().toText();
    assertEquals(64, readBack(text).largestInt8Weight());
    assertThrows(
        IllegalArgumentException.class,
        () -> readBack(text.replace("weight = 64", "weight = " + wrong)));
  }

  @Test
  void aNewerFormatSaysWhichVersionReadsIt() {
    String newer = manifest().toText().replace("format = 3", "format = 4");
    assertEquals(
        "format: expected 2 or 3, found 4; ram4j 0.9.0 reads it",
        refusal(newer.replace("reader = 0.1.0", "reader = 0.9.0")));
    assertEquals(
        "format: expected 2 or 3, found 99999999999; ram4j 0.1.0 reads it",
        refusal(newer.replace("format = 4", "format = 99999999999")));
    assertEquals(
        "format: expected 2 or 3, found 4; ram4j of a later version reads it",
        refusal(newer.replace("reader = 0.1.0\n", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "two"})
  void anOlderFormatIsRefusedWithWhatToDo(String format) {
    assertEquals(
        "format: expected 2 or 3, found %s; convert the checkpoint again with this version"
            .formatted(format),
        refusal(manifest().toText().replace("format = 3", "format = " + format)));
  }

  @Test
  void theReaderIsSaid() {
    assertTrue(manifest().toText().contains("reader = 0.1.0\n"));
  }

  @Test
  void anythingOpenComesBackAsItWas() {
    BundleManifest written =
        manifest().toBuilder()
            .tasks(List.of(new ModelTask("detection"), ModelTask.TAGGING))
            .target(new BundleTarget("npu-2"))
            .image(
                ImagePreparation.shortSide(800, 1333)
                    .withInterpolation(ImageInterpolation.BICUBIC)
                    .withNormalization(
                        new Normalization(List.of(0f, 0.5f, 1f), List.of(1f, 0.25f, 0.5f))))
            .graph(
                "tagging_head",
                GraphSpec.of("tagging_head.onnx")
                    .withInput("a b=c", new TensorSpec("uint8", List.of("2 * n", "7", "?")))
                    .withOutput("keys.10", TensorSpec.float32())
                    .withOutput("keys.9", TensorSpec.int64("past + words")))
            .build();
    BundleManifest read = readBack(written.toText());
    assertEquals(written, read);
    assertEquals(written.graphs(), read.graphs());
    assertEquals(written.image(), read.image());
    assertEquals(written.tasks(), read.tasks());
    assertEquals(written.target(), read.target());
  }

  @Test
  void aModelNeedsNoImages() {
    String text = manifest().toText().replaceAll("(?m)^image\\..*\\n", "");
    BundleManifest read = readBack(text);
    assertEquals(Optional.empty(), read.image());
    String message = assertThrows(ModelException.class, read::imageSizePx).getMessage();
    assertTrue(message.startsWith("image.size: expected a model that takes images"), message);
  }

  @Test
  void captionsNeedTheirSizes() {
    String text = SampleBundle.withCaptions().toText();
    assertEquals(
        "expected a line \"size.captions.heads\", found none",
        refusal(text.replace("size.captions.heads = 12\n", "")));
    assertEquals(
        "size.captions.heads: expected a whole number, found \"twelve\"",
        refusal(text.replace("size.captions.heads = 12\n", "size.captions.heads = twelve\n")));
  }

  @ParameterizedTest
  @CsvSource({"layers, 12, 1000", "heads, 12, 2147483647", "positions, 512, 2147483647"})
  void sizesOfCaptionsHaveARange(String size, int good, int most) {
    String line = "size.captions." + size;
    String text = SampleBundle.withCaptions().toText();
    assertEquals(
        line + ": expected 1 to " + most + ", found 0",
        refusal(text.replace(line + " = " + good + "\n", line + " = 0\n")));
  }

  /** Each layer would be inputs and outputs of a specification, before any graph is looked at. */
  @Test
  void layersWithoutEndAreRefusedAtOnce() {
    String text = SampleBundle.withCaptions().toText();
    assertEquals(
        "size.captions.layers: expected 1 to 1000, found 2147483647",
        refusal(text.replace("captions.layers = 12\n", "captions.layers = 2147483647\n")));
  }

  @Test
  void anImageThatFitsNoArrayIsRefused() {
    assertEquals(
        "image.size: expected 1 to 26754, found 26755",
        refusal(manifest().toText().replace("image.size = 384", "image.size = 26755")));
    assertEquals(26_754, ImagePreparation.squash(26_754).sizePx());
  }

  /** Once read in a time that grew with the square: minutes for these. */
  @Test
  void aHundredThousandGraphsAndInputsAreReadInSeconds() {
    StringBuilder text = new StringBuilder(manifest().toText());
    for (int i = 0; i < 100_000; i++) {
      text.append("graph.g%d.file = tags.tsv\n".formatted(i));
      text.append("graph.tagging_head.input.i%d = float32 [1]\n".formatted(i));
    }
    BundleManifest read =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> readBack(text.toString()));
    assertEquals(100_002, read.graphs().size());
    assertEquals(100_001, read.graphs().get("tagging_head").inputs().size());
  }

  @Test
  void aBundleWithCaptionsComesBackAsItWas() {
    BundleManifest written = SampleBundle.withCaptions();
    assertEquals(written, readBack(written.toText()));
    String text = written.toText().replaceFirst("(?m)^file\\.vocab\\.txt = .*\\n", "");
    assertEquals("expected a file.vocab.txt, found none", refusal(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          family     | ram++          | found "ram++"
          tasks      | tagging,,      | task: expected lower-case letters
          target     | Any            | target: expected lower-case letters
          precision  | int4           | precision: expected fp32, fp16 or int8, found "int4"
          image.size | big            | image.size: expected a whole number, found "big"
          image.size | 384.5          | image.size: expected a whole number, found "384.5"
          image.size | -384           | image.size: expected a whole number, found "-384"
          image.size | 99999999999    | image.size: expected a whole number, found "99999999999"
          image.size | 0              | image.size: expected 1 to 26754, found 0
          image.resize | crop         | expected squash, short-side, short-side-cut or long-side-pad, found "crop"
          image.interpolation | lanczos | image.interpolation: expected bilinear, bicubic or bilinear-exact, found "lanczos"
          image.mean | a, b, c        | image.mean: expected numbers separated by commas, found "a, b, c"
          image.mean | 0.5, 0.5       | found [0.5, 0.5]
          image.std  | 0.2            | found [0.485, 0.456, 0.406] and [0.2]
          image.std  | 0, 0, 0        | found [0.485, 0.456, 0.406] and [0.0, 0.0, 0.0]
          image.mean | NaN, 0.5, 0.5  | found [NaN, 0.5, 0.5]
          graph.tagging_head.file | other.onnx | expected a file.other.onnx, found none
          graph.tagging_head.input.rows | float32 | graph.tagging_head.input.rows: expected a dtype and axes
          graph.tagging_head.input.rows | float32 [a,,b] | axis of a tensor: expected a size or a name, found ""
          """)
  void aWrongLineIsNamedWithWhatWasFound(String key, String value, String expected) {
    String text = manifest().toText().replaceFirst("(?m)^" + key + " = .*", key + " = " + value);
    String message = refusal(text);
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "12 abc", "x ", "-1 ", "1  "})
  void aWrongLineOfAFileIsNamed(String value) {
    String text =
        manifest().toText().replaceFirst("(?m)^file\\.tags\\.tsv = .*", "file.tags.tsv = " + value);
    String message = refusal(text);
    assertTrue(message.contains("tags.tsv"), message);
  }

  @Test
  void aFileMayBeLargerThan2Gigabytes() {
    String text = manifest().toText().replace(".data = 3000000 ", ".data = 5000000000 ");
    assertEquals(5_000_000_000L, readBack(text).files().get(2).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a\\\\b", ".profile", "a\\u0000b"})
  void aFileOutsideTheBundleIsRefused(String name) {
    String text = manifest().toText() + "file." + name + " = 1 " + "0".repeat(64) + "\n";
    String message = refusal(text);
    assertTrue(message.startsWith("file of a bundle: expected a plain file name"), message);
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> readBack(text)).getMessage();
  }
}
