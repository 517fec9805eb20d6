package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Captioner;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bundle that the version before format 3 wrote is opened, and answers as it did. See the
 * README.md beside it.
 */
class Format2BundleTest {
  private static final Path BUNDLE = Path.of("src/test/resources/io/github/ram4j/onnx/format-2");

  /** Of that version, on the image below. */
  private static final float[] LOGITS = {
    -7.8879666f, -7.651168f, -1.6910694f, -1.9367402f, -4.602212f, 1.0499301f
  };

  /** Rounding of another processor's vectors. */
  private static final float TOLERANCE = 1e-4f;

  @TempDir Path folder;

  private static BufferedImage image() {
    BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 50; x++) {
        image.setRGB(x, y, ((x * 5) << 16) | ((y * 6) << 8) | ((x * y) % 256));
      }
    }
    return image;
  }

  @Test
  void itRecognizesAsItDid() throws IOException {
    try (Recognizer recognizer = RamModels.open(BUNDLE)) {
      assertEquals(ModelFamily.TAG2TEXT, recognizer.model().family());
      assertEquals(ModelPrecision.FP16, recognizer.model().precision());
      assertEquals(32, recognizer.model().imageSizePx());
      Recognition recognition = recognizer.recognize(image());
      float[] logits = new float[LOGITS.length];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = recognition.logits().get(i);
      }
      assertArrayEquals(LOGITS, logits, TOLERANCE);
    }
  }

  /** Nearly equal words may follow each other otherwise on another processor, but in both alike. */
  @Test
  void itWritesWhatTheSameCheckpointWritesNow() throws IOException {
    ModelSizes sizes =
        new ModelSizes(
                "tag2text",
                32,
                4,
                new int[] {2, 1, 1, 1},
                new int[] {1, 2, 2, 2},
                2,
                6,
                16,
                32,
                1,
                2)
            .withText(new ModelSizes.Text(2, 2, 228, 64, 3, 8));
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("t2t.safetensors"), sizes, 7);
    Path now = folder.resolve("now");
    Converter.convert(
        checkpoint,
        now,
        ConvertOptions.defaults()
            .withImageSize(32)
            .withHeadHeads(2)
            .withTextHeads(2)
            .withVocabulary(Bundle.read(BUNDLE).vocabulary())
            .withPrecision(Precision.FP16)
            .withWords(TinyCaptioner.WORDS));
    try (Captioner before = RamModels.openCaptioner(BUNDLE);
        Captioner after = RamModels.openCaptioner(now)) {
      assertEquals(
          after.caption(image(), "dog, sky").tokenIds(),
          before.caption(image(), "dog, sky").tokenIds());
    }
  }
}
