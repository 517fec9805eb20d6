package io.github.ram4j.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle with weights in a file of their own, which others write to. */
class PrivateWeightsTest {
  private static final Set<String> TAGGING =
      Set.of(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.TAGGING_HEAD);
  private static final RuntimeOptions OPTIONS = RuntimeOptions.defaults();

  @TempDir Path temporary;
  private Path folder;
  private Path weights;

  /** Above 64 MB in the encoder, and still quick: a few tokens of 1,024 numbers in the end. */
  @BeforeEach
  void convert() throws Exception {
    ModelSizes sizes =
        new ModelSizes(
            "ram",
            64,
            128,
            new int[] {1, 1, 1, 2},
            new int[] {4, 8, 16, 32},
            2,
            4585,
            32,
            64,
            2,
            4);
    Path checkpoint = FormulaCheckpoint.write(temporary.resolve("t.safetensors"), sizes, 5);
    folder = temporary.resolve("bundle");
    Converter.convert(checkpoint, folder, ConvertOptions.defaults().withImageSize(64));
    weights = folder.resolve("image_encoder.onnx.data");
    assertTrue(Files.size(weights) > 64 << 20);
  }

  private void overwrite() throws IOException {
    try (FileChannel file = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
      for (long at = 0; at < file.size(); at += zeros.capacity()) {
        file.write(zeros.clear().limit((int) Math.min(zeros.capacity(), file.size() - at)), at);
      }
    }
  }

  private void cut() throws IOException {
    try (FileChannel file = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      file.truncate(1000);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped copy keeps its name there")
  void whoWritesToTheFilesOfAnOpenBundleChangesNothing() throws Exception {
    BufferedImage image = TestImages.drawn(70, 60, 1);
    for (boolean packed : new boolean[] {true, false}) {
      convertAgain();
      try (Recognizer recognizer =
          RamModels.open(
              folder, ModelOptions.defaults().withRuntime(OPTIONS.withPackedWeights(packed)))) {
        float[] before = RecognizerTest.logits(recognizer.recognize(image));
        overwrite();
        assertArrayEquals(before, RecognizerTest.logits(recognizer.recognize(image)));
        cut();
        assertArrayEquals(before, RecognizerTest.logits(recognizer.recognize(image)));
        Files.delete(weights);
        assertArrayEquals(before, RecognizerTest.logits(recognizer.recognize(image)));
      }
    }
  }

  private void convertAgain() throws IOException {
    Converter.convert(
        temporary.resolve("t.safetensors"),
        folder,
        ConvertOptions.defaults().withImageSize(64).withReplace(true));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped copy keeps its name there")
  void copiesAreGoneOnceTheBundleIsOpen() throws Exception {
    List<Path> copies = new ArrayList<>();
    BundleReading.during(
            Bundle.read(folder),
            TAGGING,
            OPTIONS,
            reading -> {
              copies.add(opened(reading));
              return () -> {};
            })
        .close();
    Bundle bundle = Bundle.read(folder);
    assertThrows(
        IllegalStateException.class,
        () ->
            BundleReading.during(
                bundle,
                TAGGING,
                OPTIONS,
                reading -> {
                  copies.add(opened(reading));
                  throw new IllegalStateException("no session");
                }));
    assertEquals(2, copies.size());
    for (Path copy : copies) {
      assertFalse(copy.startsWith(folder), copy::toString);
      assertFalse(Files.exists(copy.getParent()), copy::toString);
    }
  }

  private static Path opened(BundleReading reading) throws IOException {
    assertTrue(reading.graph(TaggingGraphs.IMAGE_ENCODER).isEmpty());
    Path copy = reading.graphFile(TaggingGraphs.IMAGE_ENCODER);
    assertTrue(Files.exists(copy));
    return copy;
  }

  @Test
  void withoutACopyTheBundlesOwnFilesAreOpened() throws Exception {
    RuntimeOptions mapped = OPTIONS.withPrivateWeights(false);
    BundleReading.during(
            Bundle.read(folder),
            TAGGING,
            mapped,
            reading -> {
              assertEquals(folder.resolve("image_encoder.onnx"), opened(reading));
              return () -> {};
            })
        .close();
    RamModels.open(folder, ModelOptions.defaults().withRuntime(mapped)).close();
  }

  @Test
  void whatIsCopiedIsCompared() throws Exception {
    overwrite();
    ModelException thrown = assertThrows(ModelException.class, () -> RamModels.open(folder));
    assertTrue(
        thrown.getMessage().contains("image_encoder.onnx.data was altered"), thrown.getMessage());
  }

  @Test
  void aFileThatIsCutAfterItsLengthWasSeenIsSaid() throws Exception {
    Bundle bundle = Bundle.read(folder);
    cut();
    IOException thrown =
        assertThrows(IOException.class, () -> RamModels.open(bundle, ModelOptions.defaults()));
    assertTrue(
        thrown.getMessage().contains("expected image_encoder.onnx.data to have"),
        thrown.getMessage());
  }

  /** The names are as long as the right one, so that the file stays well-formed. */
  @ParameterizedTest
  @CsvSource({
    "../image_encoder.on.dat, escapes model directory",
    "here/../../outside.data, escapes model directory",
    "a-link-that-leads-away., escapes model directory",
    "/image_encoder.onnx.dat, Absolute path not allowed"
  })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void weightsOutsideTheFolderOfAnExportedFileAreRefused(String outside, String refusal)
      throws IOException {
    String graph = Files.readString(folder.resolve("image_encoder.onnx"), ISO_8859_1);
    Path file = folder.resolve("outside.onnx");
    Files.writeString(file, graph.replace("image_encoder.onnx.data", outside), ISO_8859_1);
    Files.copy(weights, temporary.resolve("image_encoder.on.dat"));
    Files.copy(weights, temporary.resolve("outside.data"));
    Files.createDirectory(folder.resolve("here"));
    Files.createSymbolicLink(
        folder.resolve("a-link-that-leads-away."), temporary.resolve("outside.data"));
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () ->
                RamModels.openExported(
                    file, TagVocabulary.ram(), ExportedOutput.LOGITS, ModelOptions.defaults()));
    assertTrue(thrown.getMessage().startsWith(file + ": "), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(refusal), thrown.getMessage());
  }
}
