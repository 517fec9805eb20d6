package io.github.ram4j.train.state;

import static io.github.ram4j.train.model.SmallModels.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.train.batch.Batch;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.StoredWeights;
import io.github.ram4j.train.model.TrainableModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that training writes, read by the converter. */
@SuppressWarnings("try") // scopes are there to be closed
class ModelFileTest {
  private static final int SIDE = 64;
  private static final int HEADS = 4;
  private static final TagVocabulary TAGS =
      TagVocabulary.ram().subset(List.of("abacus", "acorn", "accordion", "belly", "monastery"));

  /** 226 words; a model of them has ids for [DEC] and [ENC] behind. */
  private static final Path WORDS =
      Path.of("../ram-text/src/test/resources/io/github/ram4j/text/vocab.txt");

  private static final int IDS = 228;
  private static final int SEP = 3;

  @TempDir Path folder;

  private static BufferedImage image() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
    }
    return image;
  }

  private static ConvertOptions options() {
    return ConvertOptions.defaults().withImageSize(SIDE).withHeadHeads(HEADS).withVocabulary(TAGS);
  }

  private static ModelShape shape(Path checkpoint, boolean text) throws IOException {
    try (Checkpoint file = Checkpoint.open(checkpoint)) {
      return StoredWeights.shape(
          new Weights(file),
          new ArchitectureReader.Asked(OptionalInt.of(SIDE), OptionalInt.empty(), HEADS, HEADS),
          text);
    }
  }

  /** Reads a checkpoint as a training does, and writes it again. */
  private Path written(Path given, boolean text, float[] logits) throws IOException {
    Path file = folder.resolve("written.pth");
    ModelShape shape = shape(given, text);
    try (ParameterStore store =
            ParameterStore.of(PublishedLayout.of(shape), name -> true, new StoredWeights(given));
        TrainableModel model = new TrainableModel(shape);
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      ModelFile.write(file, shape, store, Map.of());
      Forward pass = Forward.exact(store);
      List<TrainingExample> batch = List.of(TrainingExample.of(image(), new int[0]));
      float[] found =
          floats(model.tagLogits(pass, model.imageRows(pass, Batch.pixels(batch)), null));
      System.arraycopy(found, 0, logits, 0, logits.length);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void itRecognizesAsItDoesInTraining(String family) throws IOException {
    Path given =
        FormulaCheckpoint.write(
            folder.resolve("given.safetensors"), ModelSizes.tiny(family, SIDE, 2, TAGS.size()), 3);
    float[] expected = new float[TAGS.size()];
    Path file = written(given, false, expected);
    Path bundle = folder.resolve("bundle");
    Converter.convert(file, bundle, options());
    try (Recognizer recognizer = RamModels.open(bundle)) {
      FloatBuffer logits = recognizer.recognize(image()).logits();
      for (int tag = 0; tag < expected.length; tag++) {
        assertEquals(expected[tag], logits.get(tag), 1e-4, "logit of tag " + tag);
      }
    }
  }

  @Test
  void itsCaptionsAreThoseOfTheCheckpointThatItWasReadFrom() throws IOException {
    ModelSizes sizes =
        ModelSizes.tiny("tag2text", SIDE, 2, TAGS.size())
            .withText(new ModelSizes.Text(3, HEADS, IDS, 64, SEP, 8));
    Path given = FormulaCheckpoint.write(folder.resolve("given.safetensors"), sizes, 5);
    float[] expected = new float[TAGS.size()];
    Path file = written(given, true, expected);
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    Converter.convert(given, before, options().withTextHeads(HEADS).withWords(WORDS));
    Converter.convert(file, after, options().withTextHeads(HEADS).withWords(WORDS));
    try (var files = Files.list(before)) {
      List<Path> graphs = files.filter(path -> path.toString().endsWith(".onnx")).toList();
      assertTrue(graphs.size() >= 4, graphs.toString());
      for (Path graph : graphs) {
        assertEquals(-1, Files.mismatch(graph, after.resolve(graph.getFileName())), graph + "");
      }
    }
    try (Captioner captioner = RamModels.openCaptioner(after)) {
      assertEquals(expected[2], captioner.recognize(image()).logits().get(2), 1e-4);
      assertTrue(!captioner.caption(image(), "acorn").text().isBlank());
    }
  }

  @Test
  void writingThatFailsLeavesNothing() throws IOException {
    Path given =
        FormulaCheckpoint.write(
            folder.resolve("given.safetensors"), ModelSizes.tiny("ram", SIDE, 2, 5), 3);
    ModelShape shape = shape(given, false);
    Path none = folder.resolve("none").resolve("model.pth");
    try (ParameterStore store =
        ParameterStore.of(PublishedLayout.of(shape), name -> true, new StoredWeights(given))) {
      assertThrows(IOException.class, () -> ModelFile.write(none, shape, store, Map.of()));
    }
    assertTrue(Files.notExists(none.getParent()));
  }
}
