package io.github.ram4j.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bytes.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void writeBundle() throws IOException {
    folder = SampleBundle.write(temporary.resolve("ram_plus"));
  }

  private String refusal() {
    return assertThrows(ModelException.class, () -> Bundle.read(folder)).getMessage();
  }

  private void assertNames(String message, String... parts) {
    assertTrue(message.startsWith("bundle " + folder + ": "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    Bundle bundle = Bundle.read(folder);
    assertEquals(SampleBundle.manifest(), bundle.manifest());
    assertEquals(SampleBundle.TAGS, bundle.vocabulary());
    assertEquals(
        Optional.of(folder.resolve("tagging_head.onnx")),
        bundle.graphFile(TaggingGraphs.TAGGING_HEAD));
    assertArrayEquals(SampleBundle.GRAPH, bundle.graphBytes(TaggingGraphs.TAGGING_HEAD));
    assertEquals(folder.toString(), bundle.name());
    assertDoesNotThrow(bundle::verifyDigests);
  }

  @Test
  void theDigestIsThatOfTheManifestWhereverTheBundleLies() throws IOException {
    Path manifest = folder.resolve(BundleManifest.FILE_NAME);
    String digest = HexFormat.of().formatHex(Sha256.of(manifest));
    assertEquals(digest, Bundle.read(folder).digest());
    Path moved = Files.move(folder, temporary.resolve("elsewhere"));
    assertEquals(digest, Bundle.read(moved).digest());
    Files.writeString(
        moved.resolve(BundleManifest.FILE_NAME), "\n# one line more\n", StandardOpenOption.APPEND);
    assertNotEquals(digest, Bundle.read(moved).digest());
  }

  @Test
  void aGraphThatIsNotThereIsNamed() throws IOException {
    Bundle bundle = Bundle.read(folder);
    assertNames(
        assertThrows(ModelException.class, () -> bundle.graph("text_encoder")).getMessage(),
        "graph.text_encoder: expected a graph of this name, found [image_encoder, tagging_head]");
  }

  @Test
  void anyFileOfTheManifestIsOpened() throws IOException {
    Bundle bundle = Bundle.read(folder);
    try (InputStream in = bundle.open("tagging_head.onnx")) {
      assertArrayEquals(SampleBundle.GRAPH, in.readAllBytes());
    }
    assertNames(
        assertThrows(ModelException.class, () -> bundle.open("merges.txt")).getMessage(),
        "expected a file merges.txt, found [image_encoder.onnx, tagging_head.onnx");
  }

  @Test
  void aBundleOfAnotherTaskSaysItsOwn() throws IOException {
    alterManifest("tasks = tagging\n", "tasks = text-embedding, detection\n");
    alterManifest("family = ram_plus\n", "family = clip\n");
    Files.delete(folder.resolve("tags.tsv"));
    alterManifest("file.tags.tsv", "ignored");
    Bundle bundle = Bundle.read(folder);
    assertNames(
        assertThrows(ModelException.class, bundle::vocabulary).getMessage(),
        "tasks: expected tagging, found text-embedding, detection of family clip");
  }

  @Test
  void otherFilesInTheFolderDoNotMatter() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "mine");
    assertDoesNotThrow(() -> Bundle.read(folder).verifyDigests());
  }

  @Test
  void aMissingFolderIsAnIoExceptionThatNamesIt() {
    Path none = temporary.resolve("none");
    assertEquals(
        "bundle " + none + ": expected a folder, found nothing of that name",
        assertThrows(FileNotFoundException.class, () -> Bundle.read(none)).getMessage());
  }

  @Test
  void aBundleThatAKilledRunWasReplacingIsPutBack() throws IOException {
    Path aside = Files.createDirectory(temporary.resolve(".ram4j-" + UUID.randomUUID() + ".old"));
    Files.move(folder, aside.resolve(folder.getFileName()));
    assertEquals(SampleBundle.manifest(), Bundle.read(folder).manifest());
    assertFalse(Files.exists(aside));
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedWithWhatToDo() throws IOException {
    folder = Files.writeString(temporary.resolve("ram.pth"), "x");
    assertNames(refusal(), "expected a folder, found a file", "checkpoint has to be converted");
  }

  @Test
  void aFolderWithoutManifestIsNoBundle() throws IOException {
    Files.delete(folder.resolve("bundle.properties"));
    assertNames(refusal(), "expected a file bundle.properties, found none");
  }

  @Test
  void aFolderInPlaceOfTheManifestIsNoBundle() throws IOException {
    Files.delete(folder.resolve("bundle.properties"));
    Files.createDirectory(folder.resolve("bundle.properties"));
    assertNames(refusal(), "expected a file bundle.properties, found none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "format = \\u12", "<html>"})
  void aManifestThatIsNoneIsNamed(String text) throws IOException {
    Files.writeString(folder.resolve("bundle.properties"), text);
    assertNames(refusal(), "bundle.properties: ");
  }

  @Test
  void aLineThatIsMissingIsNamedWithTheManifest() throws IOException {
    alterManifest("precision = int8\n", "");
    assertNames(refusal(), "bundle.properties: expected a line \"precision\", found none");
  }

  @Test
  void anotherFormatIsNamedWithTheManifest() throws IOException {
    alterManifest("format = 3\n", "format = 7\n");
    assertNames(refusal(), "bundle.properties: format: expected 2 or 3, found 7");
  }

  @Test
  void aLineThatIsThereTwiceIsNamedWithBothValues() throws IOException {
    Path manifest = folder.resolve("bundle.properties");
    Files.writeString(manifest, Files.readString(manifest) + "target = portable\n");
    assertEquals(
        "bundle %s: bundle.properties: target: expected one line, found two, with \"any\" and \"portable\""
            .formatted(folder),
        refusal());
  }

  @Test
  void aManifestWithLineEndsOfWindowsIsRead() throws IOException {
    alterManifest("\n", "\r\n");
    assertEquals(SampleBundle.manifest(), Bundle.read(folder).manifest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagging_head.onnx", "tagging_head.onnx.data", "tags.tsv"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertNames(refusal(), "expected a file " + name, "found none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagging_head.onnx", "tagging_head.onnx.data"})
  void aFolderInPlaceOfAFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    Files.createDirectory(folder.resolve(name));
    assertNames(refusal(), "expected a file " + name, "found none");
  }

  @Test
  void aFileThatIsCutShortIsNamedWithBothLengths() throws IOException {
    Files.write(folder.resolve("tagging_head.onnx.data"), new byte[2_999_999]);
    assertNames(refusal(), "expected tagging_head.onnx.data to have 3000000 bytes, found 2999999");
  }

  @Test
  void aFileThatIsLongerIsNamedWithBothLengths() throws IOException {
    Files.write(folder.resolve("tagging_head.onnx"), new byte[6]);
    assertNames(refusal(), "expected tagging_head.onnx to have 5 bytes, found 6");
  }

  @Test
  void anAlteredByteIsFoundByTheDigests() throws IOException {
    byte[] altered = SampleBundle.WEIGHTS.clone();
    altered[2_500_000] = 1;
    Files.write(folder.resolve("tagging_head.onnx.data"), altered);
    Bundle bundle = Bundle.read(folder);
    String message = assertThrows(ModelException.class, bundle::verifyDigests).getMessage();
    assertNames(
        message,
        "tagging_head.onnx.data was altered",
        SampleBundle.measure("x", SampleBundle.WEIGHTS).sha256(),
        SampleBundle.measure("x", altered).sha256());
  }

  @Test
  void anAlteredThresholdIsFoundByTheDigests() throws IOException {
    Path tags = folder.resolve("tags.tsv");
    Files.writeString(tags, Files.readString(tags).replace("0.5", "0.6"));
    Bundle bundle = Bundle.read(folder);
    assertNames(
        assertThrows(ModelException.class, bundle::verifyDigests).getMessage(),
        "tags.tsv was altered");
  }

  @Test
  void aGraphIsReadAndComparedAtOnce() throws IOException {
    Bundle bundle = Bundle.read(folder);
    assertArrayEquals(SampleBundle.GRAPH, bundle.verifiedGraphBytes(TaggingGraphs.TAGGING_HEAD));

    Path graph = folder.resolve("tagging_head.onnx");
    byte[] altered = SampleBundle.GRAPH.clone();
    altered[2] ^= 1;
    Files.write(graph, altered);
    assertNames(
        assertThrows(
                ModelException.class, () -> bundle.verifiedGraphBytes(TaggingGraphs.TAGGING_HEAD))
            .getMessage(),
        "tagging_head.onnx was altered",
        SampleBundle.measure("x", SampleBundle.GRAPH).sha256(),
        SampleBundle.measure("x", altered).sha256());

    Files.delete(graph);
    assertNames(
        assertThrows(
                ModelException.class, () -> bundle.verifiedGraphBytes(TaggingGraphs.TAGGING_HEAD))
            .getMessage(),
        "expected a file tagging_head.onnx of 5 bytes, found none");
  }

  @Test
  void aFileThatIsGoneByTheTimeOfTheDigestsIsNamed() throws IOException {
    Bundle bundle = Bundle.read(folder);
    Files.delete(folder.resolve("tagging_head.onnx.data"));
    assertNames(
        assertThrows(ModelException.class, bundle::verifyDigests).getMessage(),
        "expected a file tagging_head.onnx.data of 3000000 bytes, found none");
  }

  @Test
  void aDamagedTagListIsNamedWithItsLine() throws IOException {
    Path tags = folder.resolve("tags.tsv");
    Files.writeString(tags, Files.readString(tags).replace("0.5", "x.5"));
    assertNames(refusal(), "tags.tsv, line 2: expected a threshold");
  }

  @Test
  void resourcesWithoutManifestAreNoBundle() {

    String message =
        assertThrows(
                ModelException.class, () -> Bundle.ofResources(TagVocabulary.class, "tag-lists/"))
            .getMessage();
    assertTrue(message.contains("io.github.ram4j.TagVocabulary:tag-lists/"), message);
    assertTrue(message.contains("bundle.properties"), message);
  }

  private void alterManifest(String what, String by) throws IOException {
    Path manifest = folder.resolve("bundle.properties");
    Files.writeString(manifest, Files.readString(manifest).replace(what, by));
  }
}
