package io.github.ram4j.locate;

/**
 * A box in an image, in pixels of the upright image: x to the right, y down, (0, 0) the upper left
 * corner of the first pixel. A box may leave the image. Immutable.
 *
 * @param x0 left edge
 * @param y0 upper edge
 * @param x1 right edge, {@code x0} or more
 * @param y1 lower edge, {@code y0} or more
 */
public record Box(double x0, double y0, double x1, double y1) {

  /**
   * Checks the edges.
   *
   * @throws IllegalArgumentException if one is NaN or infinite, or two are in the wrong order
   */
  public Box {
    boolean finite =
        Double.isFinite(x0) && Double.isFinite(y0) && Double.isFinite(x1) && Double.isFinite(y1);
    if (!finite || x0 > x1 || y0 > y1) {
      throw new IllegalArgumentException(
          "box: expected finite edges x0 <= x1 and y0 <= y1, found [%s, %s, %s, %s]"
              .formatted(x0, y0, x1, y1));
    }
  }

  /**
   * The width.
   *
   * @return pixels, 0 or more
   */
  public double width() {
    return x1 - x0;
  }

  /**
   * The height.
   *
   * @return pixels, 0 or more
   */
  public double height() {
    return y1 - y0;
  }

  /**
   * The area.
   *
   * @return square pixels, 0 or more
   */
  public double area() {
    return width() * height();
  }

  /**
   * The part of the box that is in an image, for display; a box beside the image becomes empty, at
   * the nearest edge.
   *
   * @param imageWidth in pixels
   * @param imageHeight in pixels
   * @return a box within the image
   */
  public Box within(int imageWidth, int imageHeight) {
    return new Box(
        clipped(x0, imageWidth),
        clipped(y0, imageHeight),
        clipped(x1, imageWidth),
        clipped(y1, imageHeight));
  }

  private static double clipped(double edge, int length) {
    return Math.max(0, Math.min(length, edge));
  }
}
