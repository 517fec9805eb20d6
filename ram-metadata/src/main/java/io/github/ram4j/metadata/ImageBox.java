package io.github.ram4j.metadata;

/**
 * A rectangle of an upright image, in pixels from its upper left corner.
 *
 * @param x0 the left edge
 * @param y0 the upper edge
 * @param x1 the right edge, greater than {@code x0}
 * @param y1 the lower edge, greater than {@code y0}
 */
public record ImageBox(double x0, double y0, double x1, double y1) {

  /** Checks the edges. */
  public ImageBox {
    if (!(x0 >= 0 && y0 >= 0 && x1 > x0 && y1 > y0 && x1 < 1e9 && y1 < 1e9)) {
      throw new IllegalArgumentException(
          "box: expected 0 <= x0 < x1 and 0 <= y0 < y1, found %s, %s, %s, %s"
              .formatted(x0, y0, x1, y1));
    }
  }
}
