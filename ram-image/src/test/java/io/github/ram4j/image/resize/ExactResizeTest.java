package io.github.ram4j.image.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A resize without rounding is Pillow's but for what that one rounds. */
class ExactResizeTest {
  private static final Normalization IMAGENET = Normalization.IMAGENET;

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(7).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  private static FloatBuffer resized(RgbImage image, ImageFit fit, int threads) {
    FloatBuffer input = FloatBuffer.allocate(2 * 3 * fit.inputWidth() * fit.inputHeight());
    new ExactResize(IMAGENET).write(image, fit, input, 1, threads);
    return input;
  }

  /** The value from 0 to 255 of a place of the second image in the buffer. */
  private static double value(FloatBuffer input, ImageFit fit, int channel, int y, int x) {
    int place = ((3 + channel) * fit.inputHeight() + y) * fit.inputWidth() + x;
    double normal = input.get(place);
    return 255 * (normal * IMAGENET.std().get(channel) + IMAGENET.mean().get(channel));
  }

  @ParameterizedTest
  @CsvSource({"90, 70, 64", "17, 200, 64", "31, 9, 64", "64, 64, 64", "1, 400, 64", "900, 1, 64"})
  void valuesAreThoseOfPillowBeforeRounding(int width, int height, int size) {
    RgbImage image = noise(width, height);
    ImageFit fit = ImageFit.of(ImagePreparation.squash(size), width, height);
    RgbImage rounded = fit.resize(image, ImageInterpolation.BILINEAR, 1);
    FloatBuffer input = resized(image, fit, 1);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int pillow = rounded.rgb()[3 * (y * size + x) + channel] & 0xFF;
          // Each of two passes rounds by at most a half.
          assertEquals(pillow, value(input, fit, channel, y, x), 1.001, x + ", " + y);
        }
      }
    }
    assertEquals(0, input.get(0), "the first image's place");
  }

  @Test
  void nothingIsRounded() {
    RgbImage image = new RgbImage(2, 1, new byte[] {0, 0, 0, 1, 1, 1});
    ImageFit fit = ImageFit.of(ImagePreparation.squash(4), 2, 1);
    FloatBuffer input = resized(image, fit, 1);
    double[] expected = {0, 0.25, 0.75, 1};
    for (int x = 0; x < 4; x++) {
      assertEquals(expected[x], value(input, fit, 0, 3, x), 1e-4);
    }
  }

  @Test
  void threadsChangeNothingAndPaddingIsZero() {
    RgbImage image = noise(100, 40);
    ImageFit fit = ImageFit.of(ImagePreparation.longSidePad(50), 100, 40);
    FloatBuffer one = resized(image, fit, 1);
    assertEquals(one, resized(image, fit, 3));
    for (int y = fit.height(); y < 50; y++) {
      for (int x = 0; x < 50; x++) {
        assertEquals(0, one.get((3 * 50 + y) * 50 + x));
      }
    }
    assertTrue(fit.height() < 50);
  }

  @Test
  void aBufferThatIsTooShortIsLeftAsItIs() {
    RgbImage image = noise(5, 5);
    ImageFit fit = ImageFit.of(ImagePreparation.squash(8), 5, 5);
    FloatBuffer input = FloatBuffer.allocate(3 * 64);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> new ExactResize(IMAGENET).write(image, fit, input, 1, 1));
    assertEquals(0, input.get(0));
  }
}
