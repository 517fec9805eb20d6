package io.github.ram4j.image.pixels;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Objects;

/**
 * A reader of {@link BufferedImage}s.
 *
 * <p>Stateless and thread-safe, as long as nobody draws into the image meanwhile. Every type is
 * read, sub-images too:
 *
 * <ul>
 *   <li>8-bit RGB, BGR and their kinds with alpha: the samples as they are. Alpha is dropped, not
 *       blended; where the colours are premultiplied with it, they are divided by it first.
 *   <li>Grey of any depth: the sample, its high byte where it has 16 bits, in all three channels.
 *       {@link BufferedImage#getRGB(int, int)} gives other values, because Java takes grey images
 *       for linear light, which no image file means.
 *   <li>Palettes: the palette's colours.
 *   <li>Everything else: the colours that the image's colour model gives in sRGB, its ICC profile
 *       included.
 * </ul>
 */
public final class BufferedImages {
  private BufferedImages() {}

  /**
   * Copies pixels to an image that Java2D draws.
   *
   * @param image the pixels; copied
   * @return a new image, RGB without alpha
   */
  public static BufferedImage ofRgb(RgbImage image) {
    BufferedImage result =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.width()];
    byte[] rgb = image.rgb();
    int from = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++, from += 3) {
        row[x] = (rgb[from] & 255) << 16 | (rgb[from + 1] & 255) << 8 | (rgb[from + 2] & 255);
      }
      result.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return result;
  }

  /**
   * Copies an image's pixels.
   *
   * @param image of any type, not changed, not kept, and not made slower to draw
   * @return uint8 [height, width, 3]
   * @throws IllegalArgumentException if the image has more than 715,827,882 pixels, which do not
   *     fit in an array
   */
  public static RgbImage toRgb(BufferedImage image) {
    Objects.requireNonNull(image, "image");
    int width = image.getWidth();
    int height = image.getHeight();
    if ((long) width * height * 3 > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "image of %d x %d pixels: expected at most %d pixels"
              .formatted(width, height, (Integer.MAX_VALUE - 8) / 3));
    }
    byte[] rgb = new byte[3 * width * height];
    Raster raster = image.getRaster();
    switch (image.getType()) {
      // A raster hands out its bands as red, green, blue, in whatever order it stores them.
      case BufferedImage.TYPE_3BYTE_BGR -> raster.getDataElements(0, 0, width, height, rgb);
      case BufferedImage.TYPE_4BYTE_ABGR -> copyRgba(raster, rgb);
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
          copyPacked(raster, rgb, 16, 8, 0);
      case BufferedImage.TYPE_INT_BGR -> copyPacked(raster, rgb, 0, 8, 16);
      default -> copyByColorModel(image, rgb);
    }
    return new RgbImage(width, height, rgb);
  }

  private static void copyByColorModel(BufferedImage image, byte[] rgb) {
    ColorModel model = image.getColorModel();
    int transferType = model.getTransferType();
    if (model instanceof IndexColorModel palette && transferType == DataBuffer.TYPE_BYTE) {
      copyIndexed(image.getRaster(), palette, rgb);
    } else if (model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && !model.isAlphaPremultiplied()
        && (transferType == DataBuffer.TYPE_BYTE || transferType == DataBuffer.TYPE_USHORT)) {
      copyGray(image.getRaster(), model.getComponentSize(0), rgb);
    } else {
      int width = image.getWidth();
      int[] row = new int[width];
      for (int y = 0; y < image.getHeight(); y++) {
        image.getRGB(0, y, width, 1, row, 0, width);
        unpack(row, 16, 8, 0, rgb, 3 * width * y);
      }
    }
  }

  private static void copyRgba(Raster raster, byte[] rgb) {
    int width = raster.getWidth();
    byte[] row = new byte[4 * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getDataElements(0, y, width, 1, row);
      int offset = 3 * width * y;
      for (int x = 0; x < width; x++) {
        rgb[offset + 3 * x] = row[4 * x];
        rgb[offset + 3 * x + 1] = row[4 * x + 1];
        rgb[offset + 3 * x + 2] = row[4 * x + 2];
      }
    }
  }

  private static void copyPacked(
      Raster raster, byte[] rgb, int redShift, int greenShift, int blueShift) {
    int width = raster.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getDataElements(0, y, width, 1, row);
      unpack(row, redShift, greenShift, blueShift, rgb, 3 * width * y);
    }
  }

  private static void unpack(
      int[] row, int redShift, int greenShift, int blueShift, byte[] rgb, int offset) {
    for (int x = 0; x < row.length; x++) {
      rgb[offset + 3 * x] = (byte) (row[x] >> redShift);
      rgb[offset + 3 * x + 1] = (byte) (row[x] >> greenShift);
      rgb[offset + 3 * x + 2] = (byte) (row[x] >> blueShift);
    }
  }

  private static void copyIndexed(Raster raster, IndexColorModel palette, byte[] rgb) {
    int[] colours = new int[256];
    palette.getRGBs(colours);
    int width = raster.getWidth();
    byte[] row = new byte[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getDataElements(0, y, width, 1, row);
      int offset = 3 * width * y;
      for (int x = 0; x < width; x++) {
        int colour = colours[row[x] & 0xFF];
        rgb[offset + 3 * x] = (byte) (colour >> 16);
        rgb[offset + 3 * x + 1] = (byte) (colour >> 8);
        rgb[offset + 3 * x + 2] = (byte) colour;
      }
    }
  }

  private static void copyGray(Raster raster, int bits, byte[] rgb) {
    int width = raster.getWidth();
    int shift = Math.max(0, bits - 8);
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      int offset = 3 * width * y;
      for (int x = 0; x < width; x++) {
        byte value = (byte) (row[x] >> shift);
        rgb[offset + 3 * x] = value;
        rgb[offset + 3 * x + 1] = value;
        rgb[offset + 3 * x + 2] = value;
      }
    }
  }
}
