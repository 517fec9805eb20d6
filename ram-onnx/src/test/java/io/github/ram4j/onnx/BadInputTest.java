package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.testkit.TestImages;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said: the thing, what was expected and what was found. */
class BadInputTest {
  private static Recognizer recognizer;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @Test
  void aMissingImage() {
    Path missing = folder.resolve("missing.png");
    NoSuchFileException thrown =
        assertThrows(NoSuchFileException.class, () -> recognizer.recognize(missing));
    assertTrue(thrown.getMessage().contains("missing.png"));
  }

  @Test
  void aDirectoryForAnImage() {
    IOException thrown = assertThrows(IOException.class, () -> recognizer.recognize(folder));
    assertNames(thrown, folder + ": expected an image, found a folder");
  }

  @Test
  void bytesThatAreNoImage() throws IOException {
    byte[] random = new byte[5000];
    new Random(7).nextBytes(random);
    byte[] png = Files.readAllBytes(TestImages.sample("house.png"));
    refused(new byte[0], "empty.png");
    refused(random, "random.png");
    refused("no image at all".getBytes(StandardCharsets.UTF_8), "text.jpg");
    refused("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "page.jpg");
    for (int percent : new int[] {1, 10, 50, 90, 99}) {
      refused(Arrays.copyOf(png, png.length * percent / 100), "cut-" + percent + ".png");
    }
  }

  @Test
  void aHeaderThatClaimsTooMuch() throws IOException {
    String message = refused(TestImages.pngHeader(60_000, 60_000), "huge.png");
    assertTrue(message.contains("60000 x 60000"), message);
    assertTrue(message.contains("178956970"), message);
  }

  @Test
  void limitsOfTheConfiguration() throws IOException {
    byte[] png = TestImages.png(TestImages.drawn(100, 50, 3));
    ModelOptions narrow =
        ModelOptions.defaults().withImages(ImageOptions.defaults().withLimits(4999, png.length));
    try (Recognizer limited = RamModels.open(ClipartModels.ram(), narrow)) {
      assertThrows(ImageException.class, () -> limited.recognize(png));
    }
    ModelOptions few =
        ModelOptions.defaults()
            .withImages(ImageOptions.defaults().withLimits(5000, png.length - 1L));
    try (Recognizer limited = RamModels.open(ClipartModels.ram(), few)) {
      assertThrows(ImageException.class, () -> limited.recognize(png));
    }
    ModelOptions enough =
        ModelOptions.defaults().withImages(ImageOptions.defaults().withLimits(5000, png.length));
    try (Recognizer limited = RamModels.open(ClipartModels.ram(), enough)) {
      assertEquals(ClipartModels.ram().vocabulary(), limited.recognize(png).vocabulary());
    }
  }

  @Test
  void bundlesThatAreMissingOrAltered() throws IOException {
    Path bundle = tinyBundle();
    assertThrows(FileNotFoundException.class, () -> RamModels.open(folder.resolve("none")));
    assertNames(
        assertThrows(ModelException.class, () -> RamModels.open(folder)), "bundle.properties");

    Path graph = bundle.resolve("tagging_head.onnx");
    byte[] sound = Files.readAllBytes(graph);
    byte[] altered = sound.clone();
    altered[sound.length / 2] ^= 1;
    Files.write(graph, altered);
    assertNames(assertThrows(ModelException.class, () -> RamModels.open(bundle)), "altered");

    Files.write(graph, Arrays.copyOf(sound, sound.length - 1));
    assertNames(assertThrows(ModelException.class, () -> RamModels.open(bundle)), "bytes");

    Files.delete(graph);
    assertNames(
        assertThrows(ModelException.class, () -> RamModels.open(bundle)), "tagging_head.onnx");

    Files.write(graph, sound);
    RamModels.open(bundle).close();
  }

  @Test
  void aGraphThatIsNone() throws IOException {
    Path bundle = tinyBundle();
    Path graph = bundle.resolve("tagging_head.onnx");
    byte[] garbage = new byte[(int) Files.size(graph)];
    new Random(3).nextBytes(garbage);
    Files.write(graph, garbage);
    ModelOptions unverified =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withVerifyDigests(false));
    assertNames(
        assertThrows(ModelException.class, () -> RamModels.open(bundle, unverified)),
        bundle.toString());
  }

  @Test
  void aGraphOfAnotherRole() throws IOException {
    Path bundle = tinyBundle();
    Files.copy(
        bundle.resolve("tagging_head.onnx"),
        bundle.resolve("image_encoder.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    Path manifest = bundle.resolve("bundle.properties");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst(
                "(?m)^file.image_encoder.onnx = \\d+",
                "file.image_encoder.onnx = " + Files.size(bundle.resolve("image_encoder.onnx"))));
    ModelOptions unverified =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withVerifyDigests(false));
    assertNames(
        assertThrows(ModelException.class, () -> RamModels.open(bundle, unverified)),
        "image_encoder.onnx: input: expected image float32 [batch, 3, ");
  }

  @Test
  void aCheckpointForABundle() throws IOException {
    Path file = Files.writeString(folder.resolve("ram.pth"), "x");
    assertNames(assertThrows(ModelException.class, () -> RamModels.open(file)), "converted first");
  }

  private Path tinyBundle() throws IOException {
    ModelSizes sizes = ModelSizes.tiny("ram", 64, 2, 4585);
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("t.safetensors"), sizes, 5);
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, ConvertOptions.defaults().withImageSize(64));
    return bundle;
  }

  private String refused(byte[] content, String name) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    ImageException thrown =
        assertThrows(ImageException.class, () -> recognizer.recognize(file), name);
    assertNames(thrown, name);
    assertNames(thrown, "expected");
    return thrown.getMessage();
  }

  private static void assertNames(Exception thrown, String what) {
    assertTrue(thrown.getMessage().contains(what), thrown.getMessage());
  }
}
