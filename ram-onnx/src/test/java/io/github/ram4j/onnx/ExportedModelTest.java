package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.runtime.session.OnnxFile;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.testkit.TestImages;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX files that PyTorch exported, held against a bundle of the same weights. */
class ExportedModelTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/github/ram4j/onnx");
  private static final ModelSizes SIZES =
      new ModelSizes(
          "ram", 64, 4, new int[] {1, 1, 2, 1}, new int[] {1, 1, 1, 1}, 2, 6, 16, 16, 2, 4);
  static final TagVocabulary TAGS =
      TagVocabulary.ram().subset(List.of("cat", "dog", "tree", "car", "house", "sky"));

  /** Two graphs of the same model round differently. */
  private static final float TOLERANCE = 1e-3f;

  @TempDir Path folder;

  @Test
  void logitsAreTheBundles() throws IOException {
    try (Recognizer exported = open("exported-logits.onnx", TAGS)) {
      assertEquals(ModelFamily.EXPORTED, exported.model().family());
      assertEquals(64, exported.model().imageSizePx());
      assertAssumed(exported, "logits");
      meetsBundle(exported);
    }
  }

  @Test
  void probabilitiesBecomeTheBundlesLogitsOneImageAtATime() throws IOException {
    try (Recognizer exported = open("exported-probabilities.onnx", TAGS)) {
      assertAssumed(exported, "probabilities, since a Sigmoid makes it");
      assertAssumed(exported, "are for 6 tags of RAM's published list, in its order");
      meetsBundle(exported);
    }
  }

  @Test
  void theUserCanSayWhatTheOutputHolds() throws IOException {
    ModelOptions config = ModelOptions.defaults();
    Path file = RESOURCES.resolve("exported-probabilities.onnx");
    try (Recognizer wrong = RamModels.openExported(file, TAGS, ExportedOutput.LOGITS, config)) {
      Recognition found = wrong.recognize(TestImages.drawn(64, 64, 1));
      assertTrue(found.score(0) >= 0.5f && found.score(0) <= 0.74f, "sigmoid of a probability");
    }
  }

  @Test
  void aListOfAnotherLengthIsRefused() {
    ModelException refused =
        assertThrows(ModelException.class, () -> open("exported-logits.onnx", TagVocabulary.ram()));
    assertTrue(refused.getMessage().contains("4585"), refused.getMessage());
    assertTrue(refused.getMessage().contains("scores FLOAT [-1, 6]"), refused.getMessage());
  }

  @Test
  void answersThatAreNoNumbersAreRefused() throws IOException {
    byte[] damaged = Files.readAllBytes(RESOURCES.resolve("exported-logits.onnx"));
    // Seven bytes of ones are a NaN among the weights, wherever these are.
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 7, (byte) 0xff);
    Path file = Files.write(folder.resolve("damaged.onnx"), damaged);
    ModelOptions config = ModelOptions.defaults();
    try (Recognizer wrong = RamModels.openExported(file, TAGS, ExportedOutput.LOGITS, config)) {
      ModelException refused =
          assertThrows(ModelException.class, () -> wrong.recognize(TestImages.drawn(64, 64, 1)));
      assertTrue(refused.getMessage().contains("damaged.onnx"), refused.getMessage());
      assertTrue(refused.getMessage().contains("expected numbers, found NaN"));
    }
  }

  @Test
  void filesThatAreNoOnnxAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "no graph, but some text");
    ModelOptions config = ModelOptions.defaults();
    assertThrows(
        ModelException.class,
        () -> RamModels.openExported(text, TAGS, ExportedOutput.DETECT, config));
    assertThrows(ModelException.class, () -> OnnxFile.operatorOf(text, "y"));
    Path missing = folder.resolve("missing.onnx");
    assertThrows(
        FileNotFoundException.class,
        () -> RamModels.openExported(missing, TAGS, ExportedOutput.DETECT, config));
  }

  /** Of a loop of 2^40 turns, which would take days. */
  @Test
  void anInterruptEndsAGraphThatDoesNotEnd() throws Exception {
    Path file = RESOURCES.resolve("endless-loop.onnx");
    ModelOptions config = ModelOptions.defaults();
    try (Recognizer endless = RamModels.openExported(file, TAGS, ExportedOutput.LOGITS, config)) {
      CompletableFuture<String> ended = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  endless.recognize(TestImages.drawn(32, 32, 1));
                  ended.complete("answered");
                } catch (RamException e) {
                  ended.complete(e.getMessage() + Thread.currentThread().isInterrupted());
                } catch (RuntimeException e) {
                  ended.completeExceptionally(e);
                }
              });
      caller.start();
      assertThrows(TimeoutException.class, () -> ended.get(1, TimeUnit.SECONDS));
      caller.interrupt();
      assertEquals(
          file + ": inferring was ended by an interrupttrue", ended.get(5, TimeUnit.MINUTES));
    }
  }

  private static Recognizer open(String name, TagVocabulary tags) throws IOException {
    return RamModels.openExported(
        RESOURCES.resolve(name), tags, ExportedOutput.DETECT, ModelOptions.defaults());
  }

  private static void assertAssumed(Recognizer exported, String phrase) {
    List<String> assumed = exported.model().assumed();
    assertTrue(assumed.stream().anyMatch(note -> note.contains(phrase)), assumed.toString());
  }

  private void meetsBundle(Recognizer exported) throws IOException {
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("ram.safetensors"), SIZES, 11);
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        checkpoint, bundle, ConvertOptions.defaults().withImageSize(64).withVocabulary(TAGS));
    List<ImageSource> images =
        List.of(
            ImageSource.of(TestImages.drawn(70, 40, 1)),
            ImageSource.of(TestImages.drawn(64, 64, 2)),
            ImageSource.of(TestImages.drawn(200, 300, 3)));
    try (Recognizer own = RamModels.open(bundle)) {
      List<Recognition> expected = own.recognizeAll(images);
      List<Recognition> found = exported.recognizeAll(images);
      for (int i = 0; i < images.size(); i++) {
        assertArrayEquals(
            RecognizerTest.logits(expected.get(i)), RecognizerTest.logits(found.get(i)), TOLERANCE);
      }
    }
  }
}
