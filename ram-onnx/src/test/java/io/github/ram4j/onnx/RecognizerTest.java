package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.TestImages;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recognizer of the model that ships, fed in every way. */
class RecognizerTest {
  /** What the model's README allows an implementation. */
  private static final float SCORE_TOLERANCE = 0.002f;

  /** One image alone and in a batch differ by rounding only. */
  private static final float BATCH_TOLERANCE = 1e-4f;

  private static Recognizer recognizer;

  @BeforeAll
  static void open() throws IOException {
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @Test
  void samplesHaveTheReferencesTagsAndScores() throws IOException {
    List<String> lines = Files.readAllLines(TestImages.sample("expected.tsv"));
    assertTrue(lines.size() > 10, "samples: " + lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Recognition found = recognizer.recognize(TestImages.sample(cells[0]));
      String[] expected = cells[2].split(",", -1);
      assertEquals(expected.length, found.tags().size(), line + " but found " + found);
      for (int i = 0; i < expected.length; i++) {
        String[] tagAndScore = expected[i].split("=", -1);
        assertEquals(tagAndScore[0], found.tags().get(i).tag().english());
        assertEquals(
            Float.parseFloat(tagAndScore[1]), found.tags().get(i).score(), SCORE_TOLERANCE);
      }
    }
  }

  @Test
  void everyShapeOfAnImageGivesTheSame() throws IOException {
    Path file = TestImages.sample("strawberry.png");
    byte[] bytes = Files.readAllBytes(file);
    BufferedImage image = ImageIO.read(file.toFile());
    float[] expected = logits(recognizer.recognize(file));
    assertArrayEquals(expected, logits(recognizer.recognize(bytes)));
    assertArrayEquals(expected, logits(recognizer.recognize(image)));
    assertArrayEquals(expected, logits(recognizer.recognize(new ByteArrayInputStream(bytes))));
  }

  @Test
  void aStreamIsReadToItsEndAndLeftOpen() throws IOException {
    boolean[] closed = {false};
    ByteArrayInputStream stream =
        new ByteArrayInputStream(TestImages.png(TestImages.drawn(20, 10, 1))) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    recognizer.recognize(stream);
    assertEquals(0, stream.available());
    assertEquals(false, closed[0]);
  }

  @Test
  void batchesGiveWhatSingleImagesGive() throws IOException {
    List<ImageSource> sources = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sources.add(ImageSource.of(TestImages.drawn(50 + 31 * i, 200 - 17 * i, i)));
    }
    ModelOptions threes = ModelOptions.defaults().withBatchSize(3);
    try (Recognizer batching = RamModels.open(ClipartModels.ram(), threes)) {
      List<Recognition> found = batching.recognizeAll(sources);
      assertEquals(7, found.size());
      for (int i = 0; i < found.size(); i++) {
        assertArrayEquals(
            logits(recognizer.recognize(sources.get(i))),
            logits(found.get(i)),
            BATCH_TOLERANCE,
            "image " + i);
      }
    }
    assertEquals(List.of(), recognizer.recognizeAll(List.of()));
  }

  @Test
  void thresholdsOfTheConfigurationHold() throws IOException {
    ModelOptions low = ModelOptions.defaults().withThresholds(ThresholdPolicy.uniform(0.001f));
    try (Recognizer generous = RamModels.open(ClipartModels.ram(), low)) {
      Recognition found = generous.recognize(TestImages.sample("house.png"));
      assertTrue(found.tags().size() > 1);
      assertTrue(found.tags().stream().allMatch(tag -> tag.threshold() == 0.001f));
    }
  }

  @Test
  void exifRotationIsOnUnlessTurnedOff() throws IOException {
    BufferedImage upright = ImageIO.read(TestImages.sample("castle.png").toFile());
    byte[] onItsSide = JpegWithOrientation.rotated(upright);
    ModelOptions asStored =
        ModelOptions.defaults().withImages(ImageOptions.defaults().withExifRotation(false));
    try (Recognizer stored = RamModels.open(ClipartModels.ram(), asStored)) {
      String castle = recognizer.recognize(upright).english();
      assertTrue(castle.startsWith("castle"), castle);
      assertEquals(castle, recognizer.recognize(onItsSide).english());
      assertNotEquals(castle, stored.recognize(onItsSide).english());
    }
  }

  @Test
  void scaledDecodingHardlyMovesScoresAndTurnsAsMuch() throws IOException {
    BufferedImage upright = enlarged(ImageIO.read(TestImages.sample("castle.png").toFile()), 9);
    byte[] onItsSide = JpegWithOrientation.rotated(upright);
    ImageOptions images = ImageOptions.defaults().withScaledDecoding(true);
    ModelOptions scaled = ModelOptions.defaults().withImages(images);
    try (Recognizer small = RamModels.open(ClipartModels.ram(), scaled);
        Recognizer stored =
            RamModels.open(
                ClipartModels.ram(), scaled.withImages(images.withExifRotation(false)))) {
      Recognition found = small.recognize(onItsSide);
      String castle = recognizer.recognize(upright).english();
      assertTrue(castle.startsWith("castle"), castle);
      assertEquals(castle, found.english());
      float[] expected = logits(recognizer.recognize(onItsSide));
      assertArrayEquals(expected, logits(found), 0.05f);
      assertFalse(Arrays.equals(expected, logits(found)), "it was decoded in full");
      assertNotEquals(castle, stored.recognize(onItsSide).english());
      assertEquals(
          upright.getWidth(), RamModels.decode(ImageSource.of(onItsSide), images).getWidth());
    }
  }

  private static BufferedImage enlarged(BufferedImage image, int times) {
    int width = times * 8 * (image.getWidth() / 8);
    int height = times * 8 * (image.getHeight() / 8);
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return large;
  }

  @Test
  void anImageThatCannotBeReadFailsTheCallWhereverItStands(@TempDir Path folder)
      throws IOException {
    Path bad = Files.write(folder.resolve("bad.jpg"), new byte[] {1, 2, 3});
    for (int place = 0; place < 4; place++) {
      List<ImageSource> sources = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        sources.add(ImageSource.of(i == place ? bad : TestImages.sample("house.png")));
      }
      ImageException refused =
          assertThrows(ImageException.class, () -> recognizer.recognizeAll(sources));
      assertTrue(refused.getMessage().startsWith(bad + ": not an image"), refused.getMessage());
      sources.set(place, ImageSource.of(folder.resolve("missing.jpg")));
      assertThrows(NoSuchFileException.class, () -> recognizer.recognizeAll(sources));
      sources.set(place, ImageSource.of(TestImages.sample("house.png")));
      for (Recognition each : recognizer.recognizeAll(sources)) {
        assertEquals("house", each.english());
      }
    }
  }

  @Test
  void theModelSaysHowItRuns() {
    assertEquals("CPU", recognizer.model().executionProvider());
    assertEquals(96, recognizer.model().imageSizePx());
    assertEquals(Runtime.getRuntime().availableProcessors(), recognizer.model().threads());
    assertEquals(ClipartModels.ram().vocabulary(), recognizer.vocabulary());
  }

  @Test
  void automaticChoiceFallsBackToTheCpuWhereThereIsNoCuda() throws IOException {
    ModelOptions auto =
        ModelOptions.defaults()
            .withRuntime(RuntimeOptions.defaults().withProvider(ExecutionProvider.AUTO));
    try (Recognizer chosen = RamModels.open(ClipartModels.ram(), auto)) {
      boolean cuda = Files.exists(Path.of("/proc/driver/nvidia/version"));
      assertTrue(cuda || chosen.model().executionProvider().equals("CPU"));
      assertEquals("house", chosen.recognize(TestImages.sample("house.png")).english());
    }
  }

  @Test
  void cudaThatIsNotThereIsAnErrorThatNamesWhatIsMissing() {
    ModelOptions cuda =
        ModelOptions.defaults()
            .withRuntime(RuntimeOptions.defaults().withProvider(ExecutionProvider.CUDA));
    if (Files.exists(Path.of("/proc/driver/nvidia/version"))) {
      return;
    }
    Exception refused =
        assertThrows(RamException.class, () -> RamModels.open(ClipartModels.ram(), cuda));
    assertTrue(refused.getMessage().contains("CUDA execution provider"), refused.getMessage());
    assertTrue(refused.getMessage().contains("expected"), refused.getMessage());
  }

  static float[] logits(Recognition recognition) {
    FloatBuffer logits = recognition.logits();
    float[] copy = new float[logits.remaining()];
    logits.get(copy);
    return copy;
  }
}
