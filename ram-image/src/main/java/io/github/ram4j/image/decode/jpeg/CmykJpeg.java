package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.pixels.RgbImage;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * Decoder of JPEGs of four components, with the same bytes as Pillow. OpenCV's conversion is a step
 * too bright in most samples, and OpenCV does not give samples of cyan, magenta, yellow and black;
 * the JDK's decoder does.
 *
 * @implNote Samples are taken to be inverted, as Adobe writes them and Pillow always assumes.
 *     Sources: Pillow, src/libImaging/Convert.c, cmyk2rgb; libjpeg, jdcolor.c, ycck_cmyk_convert.
 */
public final class CmykJpeg {
  private static final int CHANNELS = 4;

  private CmykJpeg() {}

  /**
   * Decodes a JPEG that another decoder has found whole.
   *
   * @param encoded the file's bytes
   * @param ycck whether the components are those of YCCK
   * @return empty where the JDK has no decoder for it
   */
  static Optional<RgbImage> decode(byte[] encoded, boolean ycck) {
    return JdkJpeg.samples(encoded, CHANNELS).map(raster -> convert(raster, ycck));
  }

  private static RgbImage convert(Raster raster, boolean ycck) {
    int width = raster.getWidth();
    byte[] rgb = new byte[3 * width * raster.getHeight()];
    byte[] row = new byte[CHANNELS * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getDataElements(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        if (ycck) {
          toCmykInPlace(row, CHANNELS * x);
        }
        int black = row[CHANNELS * x + 3] & 0xFF;
        for (int channel = 0; channel < 3; channel++) {
          int ink = 255 - (row[CHANNELS * x + channel] & 0xFF);
          rgb[3 * (width * y + x) + channel] = rgb(ink, black);
        }
      }
    }
    return new RgbImage(width, raster.getHeight(), rgb);
  }

  /**
   * One channel of RGB from ink, as Pillow computes it.
   *
   * @param ink 0 to 255, of cyan for red, magenta for green, yellow for blue
   * @param white 255 less the black ink
   */
  public static byte rgb(int ink, int white) {
    return (byte) (white - dividedBy255(ink * white));
  }

  private static int dividedBy255(int product) {
    int rounded = product + 128;
    return ((rounded >> 8) + rounded) >> 8;
  }

  /** Fixed-point constants with 16 bits after the point. */
  private static void toCmykInPlace(byte[] row, int at) {
    int luminance = row[at] & 0xFF;
    int blueness = (row[at + 1] & 0xFF) - 128;
    int redness = (row[at + 2] & 0xFF) - 128;
    row[at] = inverse(luminance + ((91_881 * redness + 32_768) >> 16));
    row[at + 1] = inverse(luminance + ((-22_554 * blueness - 46_802 * redness + 32_768) >> 16));
    row[at + 2] = inverse(luminance + ((116_130 * blueness + 32_768) >> 16));
  }

  private static byte inverse(int value) {
    return (byte) (255 - Math.max(0, Math.min(255, value)));
  }
}
