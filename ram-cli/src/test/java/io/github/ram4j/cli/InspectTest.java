package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.TINY_SIZE;
import static io.github.ram4j.cli.Programs.ram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
  private static final Path CLIPART =
      Path.of("../ram-model-clipart/src/main/checkpoint/clipart-ram.pth");

  @TempDir Path folder;
  private Path checkpoint;
  private Path bundle;

  @BeforeEach
  void writeBundle() throws IOException {
    checkpoint = Programs.tinyCheckpoint(folder);
    bundle = folder.resolve("tiny");
    Ran ran =
        ram(
            "convert",
            checkpoint,
            "--out",
            bundle,
            "--tags-file",
            Programs.tinyTags(folder),
            "--image-size",
            TINY_SIZE);
    assertEquals(0, ran.exit(), ran.err());
  }

  private static void assertRow(Ran ran, String name, String value) {
    assertTrue(
        ran.outLines().stream().anyMatch(line -> line.matches("  " + name + " +" + value)),
        () -> name + " " + value + " in:\n" + ran.out());
  }

  private static void assertRefused(Path file, String... parts) {
    Ran ran = ram("inspect", file);
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    for (String part : parts) {
      assertTrue(ran.err().contains(part), ran.err());
    }
  }

  @Test
  void describesACheckpointOfPyTorch() {
    Ran ran = ram("inspect", CLIPART);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(CLIPART.toString(), ran.outLines().get(0));
    assertRow(ran, "kind", "checkpoint, .*");
    assertRow(ran, "family", "ram");
    assertRow(ran, "image size", "96 px");
    assertRow(ran, "window", "6");
  }

  @Test
  void describesACheckpointInSafetensors() {
    Ran ran = ram("inspect", checkpoint, "--image-size", TINY_SIZE);
    assertEquals(0, ran.exit(), ran.err());
    assertRow(ran, "kind", "checkpoint, .*");
    assertRow(ran, "image size", "64 px");
    assertRow(ran, "tensors", "[\\d,]+ with [\\d,]+ elements");
  }

  @Test
  void describesABundleAndVerifiesIt() {
    Ran ran = ram("inspect", bundle);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(bundle.toString(), ran.outLines().get(0));
    assertRow(ran, "kind", "bundle, digests verified");
    assertRow(ran, "family", "ram");
    assertRow(ran, "tags", "5");
    assertRow(ran, "precision", "fp32");
    assertRow(ran, "source name", "tiny\\.safetensors");
    assertRow(ran, "tagging_head\\.onnx", "[\\d,]+ bytes");
  }

  @Test
  void asksForAnImageSizeThatTheCheckpointDoesNotSay() {
    assertRefused(checkpoint, checkpoint.toString(), "expected --image-size");
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none.pth");
    assertRefused(none, "ram: " + none + ": ");
  }

  @Test
  void aCheckpointThatIsCutShortIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(CLIPART);
    Path cut = folder.resolve("cut.pth");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(cut, cut.toString());
  }

  @Test
  void aFileThatIsNoCheckpointIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.pth"), "Dear Sir or Madam");
    assertRefused(text, text.toString());
  }

  @Test
  void anAlteredFileOfABundleIsNamed() throws IOException {
    Path graph = bundle.resolve("tagging_head.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length - 1] ^= 1;
    Files.write(graph, bytes);
    assertRefused(bundle, "tagging_head.onnx was altered");
  }

  @Test
  void aFileThatIsCutShortIsNamedWithBothLengths() throws IOException {
    Path graph = bundle.resolve("tagging_head.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    Files.write(graph, Arrays.copyOf(bytes, 1000));
    assertRefused(
        bundle, "expected tagging_head.onnx to have " + bytes.length + " bytes, found 1000");
  }

  @Test
  void aFolderThatIsNoBundleIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(empty, "expected a file bundle.properties, found none");
  }

  @Test
  void describesTheCheckpointOfAFolder() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.move(checkpoint, model.resolve("model.safetensors"));
    Files.writeString(model.resolve("config.json"), "{}");
    Ran ran = ram("inspect", model, "--image-size", TINY_SIZE);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(model.toString(), ran.outLines().get(0));
    assertRow(ran, "kind", "checkpoint, .*");
    Files.writeString(model.resolve("ema.pt"), "other weights");
    assertRow(
        ram("inspect", model, "--image-size", TINY_SIZE),
        "assumed",
        ".*the folder also has \"ema.pt\"\\.");
  }

  @Test
  void aManifestOfAnotherVersionIsNamed() throws IOException {
    Path manifest = bundle.resolve("bundle.properties");
    Files.writeString(manifest, Files.readString(manifest).replace("format = 3", "format = 99"));
    assertRefused(bundle, "bundle.properties: format: expected 2 or 3", "found 99");
  }
}
