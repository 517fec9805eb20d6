package io.github.ram4j.image.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedImagesTest {
  private static final int WIDTH = 17;
  private static final int HEIGHT = 11;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR
      })
  void copiesColoursAndDropsAlpha(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    fill(image);
    RgbImage found = BufferedImages.toRgb(image);
    assertEquals(WIDTH, found.width());
    assertEquals(HEIGHT, found.height());
    assertArrayEquals(expected(0, 0, WIDTH, HEIGHT), found.rgb());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR
      })
  void readsSubImages(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    fill(image);
    BufferedImage part = image.getSubimage(3, 2, 9, 7).getSubimage(1, 1, 5, 4);
    assertArrayEquals(expected(4, 3, 5, 4), BufferedImages.toRgb(part).rgb());
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR_PRE})
  void dividesPremultipliedColoursByAlpha(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0x80C86432);
    image.setRGB(1, 0, 0xFF010203);
    byte[] found = BufferedImages.toRgb(image).rgb();
    int[] expected = {0xC8, 0x64, 0x32, 1, 2, 3};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i] & 0xFF, 2);
    }
  }

  @Test
  void repeatsGrayAsItIs() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int value = 0; value < 256; value++) {
      image.getRaster().setSample(value, 0, 0, value);
    }
    assertArrayEquals(ramp(), BufferedImages.toRgb(image).rgb());
    // Why getRGB will not do: Java takes grey for linear light.
    assertNotEquals(100, image.getRGB(100, 0) & 0xFF);
    byte[] part = BufferedImages.toRgb(image.getSubimage(100, 0, 2, 1)).rgb();
    assertArrayEquals(new byte[] {100, 100, 100, 101, 101, 101}, part);
  }

  @Test
  void takesTheHighByteOfDeepGray() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int value = 0; value < 256; value++) {
      image.getRaster().setSample(value, 0, 0, value << 8 | 0xC1);
    }
    assertArrayEquals(ramp(), BufferedImages.toRgb(image).rgb());
  }

  @Test
  void dropsTheAlphaOfGray() {
    ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
    ComponentColorModel model =
        new ComponentColorModel(gray, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(256, 1);
    for (int value = 0; value < 256; value++) {
      raster.setSample(value, 0, 0, value);
      raster.setSample(value, 0, 1, 255 - value);
    }
    BufferedImage image = new BufferedImage(model, raster, false, null);
    assertArrayEquals(ramp(), BufferedImages.toRgb(image).rgb());
  }

  @Test
  void looksUpPalettes() {
    byte[] red = {0, 10, 20, (byte) 200};
    byte[] green = {1, 11, 21, (byte) 201};
    byte[] blue = {2, 12, 22, (byte) 202};
    for (int bits : new int[] {2, 8}) {
      // The second colour is the transparent one, and still has its colour.
      IndexColorModel palette = new IndexColorModel(bits, 4, red, green, blue, 1);
      BufferedImage image =
          new BufferedImage(
              4,
              1,
              bits == 2 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED,
              palette);
      image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {3, 2, 1, 0});
      byte[] expected = {(byte) 200, (byte) 201, (byte) 202, 20, 21, 22, 10, 11, 12, 0, 1, 2};
      assertArrayEquals(expected, BufferedImages.toRgb(image).rgb());
      byte[] part = BufferedImages.toRgb(image.getSubimage(1, 0, 1, 1)).rgb();
      assertArrayEquals(new byte[] {20, 21, 22}, part);
    }
  }

  @Test
  void readsOtherTypesByTheirColourModel() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_565_RGB);
    image.setRGB(0, 0, 0xFFFF00FF);
    assertArrayEquals(new byte[] {-1, 0, -1}, BufferedImages.toRgb(image).rgb());

    ComponentColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 1, 1, 3, null);
    raster.setPixel(0, 0, new int[] {0xFFFF, 0x8080, 0});
    byte[] found = BufferedImages.toRgb(new BufferedImage(deep, raster, false, null)).rgb();
    assertArrayEquals(new byte[] {-1, (byte) 0x80, 0}, found);
  }

  private static void fill(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, argb(x, y));
      }
    }
  }

  private static int argb(int x, int y) {
    return x << 28 | (x * 15) << 16 | (y * 23) << 8 | (x * y + 3);
  }

  private static byte[] expected(int left, int top, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int argb = argb(left + i % width, top + i / width);
      rgb[3 * i] = (byte) (argb >> 16);
      rgb[3 * i + 1] = (byte) (argb >> 8);
      rgb[3 * i + 2] = (byte) argb;
    }
    return rgb;
  }

  private static byte[] ramp() {
    byte[] rgb = new byte[3 * 256];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    return rgb;
  }

  @Test
  void thereAndBackIsTheSame() {
    byte[] rgb = new byte[7 * 5 * 3];
    new Random(4).nextBytes(rgb);
    RgbImage image = new RgbImage(7, 5, rgb);
    RgbImage back = BufferedImages.toRgb(BufferedImages.ofRgb(image));
    assertEquals(7, back.width());
    assertArrayEquals(rgb, back.rgb());
  }
}
