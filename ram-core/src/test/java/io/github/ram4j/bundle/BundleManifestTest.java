package io.github.ram4j.bundle;

import static io.github.ram4j.bundle.SampleBundle.manifest;
import static io.github.ram4j.bundle.SampleBundle.readBack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
    assertThrows(
        UnsupportedOperationException.class, () -> manifest.architecture().put("window", "7"));
    assertThrows(UnsupportedOperationException.class, () -> manifest.source().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.files().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.notes().clear());
    assertThrows(UnsupportedOperationException.class, () -> manifest.mean().set(0, 1f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"format", "family", "image-size", "mean", "std", "precision"})
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

  /** Bundles of earlier versions did not say it, and used the whole range. */
  @Test
  void int8WithoutARangeIsTheWholeRange() {
    String text = SampleBundle.manifest().toText();
    String line = "int8.largest-weight = 64\n";
    assertTrue(text.contains(line), text);
    assertEquals(64, SampleBundle.readBack(text).largestInt8Weight());
    assertEquals(127, SampleBundle.readBack(text.replace(line, "")).largestInt8Weight());
    for (String wrong : List.of("0", "128", "-1", "x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SampleBundle.readBack(text.replace("weight = 64", "weight = " + wrong)),
          wrong);
    }
  }

  @Test
  void anotherFormatVersionIsRefusedWithWhatToDo() {
    assertEquals(
        "format: expected 2, found 3; convert the checkpoint again with this version",
        refusal(manifest().toText().replace("format = 2", "format = 3")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_encoder", "tagging_head"})
  void aMissingGraphIsNamed(String role) {
    String text = manifest().toText().replaceFirst("(?m)^graph\\." + role + " = .*\\n", "");
    String refusal = refusal(text);
    assertTrue(refusal.startsWith("graph." + role + ": expected a file, found"), refusal);
  }

  @Test
  void captionsNeedTheirGraphs() {
    String sizes =
        """
        captions.layers = 12
        captions.heads = 12
        captions.head-width = 64
        captions.vocabulary = 30524
        captions.positions = 512
        """;
    String refusal = refusal(manifest().toText() + sizes);
    assertTrue(refusal.startsWith("graph.tag_encoder: expected a file, found"), refusal);
    assertEquals(
        "expected a line \"captions.heads\", found none",
        refusal(manifest().toText() + sizes.replace("captions.heads = 12\n", "")));
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
          image-size | big            | image-size: expected a whole number, found "big"
          image-size | 384.5          | image-size: expected a whole number, found "384.5"
          image-size | -384           | image-size: expected a whole number, found "-384"
          image-size | 99999999999    | image-size: expected a whole number, found "99999999999"
          image-size | 0              | image-size: expected 1 or more, found 0
          mean       | a, b, c        | mean: expected numbers separated by commas, found "a, b, c"
          mean       | 0.5, 0.5       | found [0.5, 0.5]
          std        | 0.2            | found [0.485, 0.456, 0.406] and [0.2]
          std        | 0, 0, 0        | found [0.485, 0.456, 0.406] and [0.0, 0.0, 0.0]
          mean       | NaN, 0.5, 0.5  | found [NaN, 0.5, 0.5]
          graph.tagging_head | other.onnx |  expected a file.other.onnx, found none
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
