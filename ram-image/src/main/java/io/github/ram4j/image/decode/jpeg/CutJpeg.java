package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.pixels.RgbImage;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/**
 * Truncated JPEGs of one scan: their data end before the image does, though an end mark is there.
 * libjpeg, and so Pillow, gives grey from there on. Within OpenCV it would also write a line to the
 * process's standard error, which names no file and cannot be turned off.
 */
final class CutJpeg {
  /** Bytes that libjpeg looks ahead, 57 bits. */
  private static final int AHEAD = 8;

  private CutJpeg() {}

  /**
   * The bytes with zeros for the end mark and everything behind it. Of a whole image libjpeg
   * decodes no more than is there; of a truncated one it asks for more, and OpenCV gives up without
   * a line.
   *
   * @param endPlace of the end mark's code; -1 for none
   * @return the same array where there is no end mark
   */
  static byte[] withoutEnd(byte[] encoded, int endPlace) {
    if (endPlace < 0) {
      return encoded;
    }
    byte[] open = Arrays.copyOf(encoded, endPlace - 1 + AHEAD);
    Arrays.fill(open, endPlace - 1, open.length, (byte) 0);
    return open;
  }

  /**
   * Decodes the data that are there, by the JDK's libjpeg.
   *
   * @param encoded the file's bytes, with the end mark
   * @return empty where the JDK cannot, or the colours are not plain grey, YCbCr, CMYK or YCCK
   */
  static Optional<RgbImage> decode(byte[] encoded, JpegHeader jpeg) {
    return switch (jpeg.components().count()) {
      case 1 -> JdkJpeg.samples(encoded, 1).map(CutJpeg::fromGrey);
      case 3 ->
          jpeg.isYcbcr() ? JdkJpeg.samples(encoded, 3).map(CutJpeg::fromYcbcr) : Optional.empty();
      case 4 -> CmykJpeg.decode(encoded, jpeg.isYcck());
      default -> Optional.empty();
    };
  }

  private static RgbImage fromGrey(Raster raster) {
    byte[] grey = bytes(raster);
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return new RgbImage(raster.getWidth(), raster.getHeight(), rgb);
  }

  /** Fixed-point constants with 16 bits after the point, as in libjpeg's jdcolor.c. */
  private static RgbImage fromYcbcr(Raster raster) {
    byte[] samples = bytes(raster);
    for (int at = 0; at < samples.length; at += 3) {
      int luminance = samples[at] & 0xFF;
      int blueness = (samples[at + 1] & 0xFF) - 128;
      int redness = (samples[at + 2] & 0xFF) - 128;
      samples[at] = bounded(luminance + ((91_881 * redness + 32_768) >> 16));
      samples[at + 1] =
          bounded(luminance + ((-22_554 * blueness - 46_802 * redness + 32_768) >> 16));
      samples[at + 2] = bounded(luminance + ((116_130 * blueness + 32_768) >> 16));
    }
    return new RgbImage(raster.getWidth(), raster.getHeight(), samples);
  }

  private static byte[] bytes(Raster raster) {
    return (byte[])
        raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), (Object) null);
  }

  private static byte bounded(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
