package io.github.ram4j.image.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelNormalizerTest {
  private static final int WIDTH = 16;
  private static final int HEIGHT = 48;
  private static final int FLOATS = 3 * WIDTH * HEIGHT;

  @Test
  void computesEveryValueInFloat32() {
    float[] mean = {0.485f, 0.456f, 0.406f};
    float[] std = {0.229f, 0.224f, 0.225f};
    RgbImage image = everyValue();
    FloatBuffer batch = direct(FLOATS);
    new PixelNormalizer(Normalization.IMAGENET).write(image, batch, 0);
    for (int channel = 0; channel < 3; channel++) {
      for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
        float scaled = (image.rgb()[3 * pixel + channel] & 0xFF) / 255f;
        float shifted = scaled - mean[channel];
        assertEquals(shifted / std[channel], batch.get(channel * WIDTH * HEIGHT + pixel));
      }
    }
  }

  @Test
  void givesTorchvisionsValues() {
    // ToTensor and Normalize of 0, 128 and 255 in each channel
    RgbImage image = new RgbImage(3, 1, new byte[] {0, 0, 0, -128, -128, -128, -1, -1, -1});
    FloatBuffer batch = direct(9);
    new PixelNormalizer(Normalization.IMAGENET).write(image, batch, 0);
    float[] expected = {
      -2.117904f,
      0.07406463f,
      2.2489083f,
      -2.0357141f,
      0.2051822f,
      2.4285715f,
      -1.8044444f,
      0.42649257f,
      2.64f
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], batch.get(i));
    }
  }

  @Test
  void writesAtTheImagesPlaceAndNowhereElse() {
    FloatBuffer batch = direct(3 * FLOATS);
    batch.position(5);
    new PixelNormalizer(Normalization.IMAGENET).write(everyValue(), batch, 1);
    assertEquals(5, batch.position());
    assertEquals(3 * FLOATS, batch.limit());
    for (int i = 0; i < FLOATS; i++) {
      assertEquals(0f, batch.get(i));
      assertEquals(0f, batch.get(2 * FLOATS + i));
    }
    assertEquals(-0.485f / 0.229f, batch.get(FLOATS));
  }

  @Test
  void refusesPlacesOutsideTheBatch() {
    PixelNormalizer normalizer = new PixelNormalizer(Normalization.IMAGENET);
    FloatBuffer batch = direct(2 * FLOATS - 1);
    for (int index : new int[] {-1, 1, 2, Integer.MAX_VALUE}) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> normalizer.write(everyValue(), batch, index));
    }
    for (int i = 0; i < batch.limit(); i++) {
      assertEquals(0f, batch.get(i));
    }
  }

  @Test
  void refusesNormalizationsThatAreNone() {
    List<Float> ones = List.of(1f, 1f, 1f);
    assertThrows(IllegalArgumentException.class, () -> new Normalization(List.of(1f, 1f), ones));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalization(ones, List.of(1f, 0f, 1f)));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalization(List.of(1f, Float.NaN, 1f), ones));
  }

  /** Each value from 0 to 255 in each channel, and in each another order. */
  private static RgbImage everyValue() {
    byte[] rgb = new byte[FLOATS];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      rgb[3 * i] = (byte) i;
      rgb[3 * i + 1] = (byte) (255 - i);
      rgb[3 * i + 2] = (byte) (7 * i);
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
