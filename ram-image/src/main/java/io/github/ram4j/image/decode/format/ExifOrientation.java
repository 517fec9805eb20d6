package io.github.ram4j.image.decode.format;

import io.github.ram4j.image.pixels.RgbImage;

/** Turns an image upright, for the decoders that do not do it themselves. */
public final class ExifOrientation {
  private ExifOrientation() {}

  /**
   * An image as it is meant to be seen.
   *
   * @param image as stored
   * @param orientation 1 to 8, as in EXIF 2.3, 4.6.4: 1 is upright, 3 upside down, 6 and 8 lie on a
   *     side, the others are the same mirrored
   * @return a new image, or {@code image} itself where it is upright
   */
  public static RgbImage apply(RgbImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    boolean swapped = orientation >= 5;
    boolean fromRight = orientation == 2 || orientation == 3 || orientation >= 7;
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int width = swapped ? image.height() : image.width();
    int height = swapped ? image.width() : image.height();
    byte[] in = image.rgb();
    byte[] out = new byte[in.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swapped ? y : x;
        int row = swapped ? x : y;
        int fromX = fromRight ? image.width() - 1 - column : column;
        int fromY = fromBottom ? image.height() - 1 - row : row;
        System.arraycopy(in, 3 * (image.width() * fromY + fromX), out, 3 * (width * y + x), 3);
      }
    }
    return new RgbImage(width, height, out);
  }
}
