package io.github.ram4j.image.pixels;

import java.util.Objects;

/**
 * A decoded image: 8-bit sRGB, rows from the top, no padding.
 *
 * <p>Immutable by agreement: {@code rgb} is neither copied nor changed by this package.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb uint8 [height, width, 3], interleaved red, green, blue; borrowed, not copied
 * @param orientation by which the stored image was turned to this one: 1 to 8, as in EXIF; 1 for an
 *     image that was not turned
 */
@SuppressWarnings("ArrayRecordComponent") // pixels by the million are neither copied nor compared
public record RgbImage(int width, int height, byte[] rgb, int orientation) {

  /** An image that was not turned. */
  public RgbImage(int width, int height, byte[] rgb) {
    this(width, height, rgb, 1);
  }

  /** Checks the sizes against each other. */
  public RgbImage {
    Objects.requireNonNull(rgb, "rgb");
    if (width < 1 || height < 1 || (long) width * height * 3 != rgb.length) {
      throw new IllegalArgumentException(
          "image of %d x %d pixels: expected %d bytes of RGB, found %d"
              .formatted(width, height, (long) width * height * 3, rgb.length));
    }
  }

  /** The same pixels, said to be turned by an orientation. */
  public RgbImage turnedBy(int by) {
    return new RgbImage(width, height, rgb, by);
  }
}
