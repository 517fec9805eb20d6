package io.github.ram4j.locate;

/**
 * A box in an image, in pixels of the upright image from its upper left corner. It may be partly
 * outside. Immutable.
 *
 * @param x0 left edge
 * @param y0 upper edge
 * @param x1 right edge, not less than {@code x0}
 * @param y1 lower edge, not less than {@code y0}
 */
public record Box(float x0, float y0, float x1, float y1) {

  /**
   * Checks the order of the edges.
   *
   * @throws IllegalArgumentException if an edge is no number, or two are in the wrong order
   */
  public Box {
    if (!(x0 <= x1 && y0 <= y1) || !Float.isFinite(x0 + x1 + y0 + y1)) {
      throw new IllegalArgumentException(
          "box: expected finite edges, x0 <= x1 and y0 <= y1, found %s, %s, %s, %s"
              .formatted(x0, y0, x1, y1));
    }
  }

  /**
   * A box by its centre and size.
   *
   * @param x of the centre
   * @param y of the centre
   * @param width 0 or more
   * @param height 0 or more
   * @return the box
   */
  public static Box ofCentre(float x, float y, float width, float height) {
    float left = x - width / 2;
    float top = y - height / 2;
    return new Box(left, top, width + left, height + top);
  }

  /**
   * The width.
   *
   * @return pixels
   */
  public float width() {
    return x1 - x0;
  }

  /**
   * The height.
   *
   * @return pixels
   */
  public float height() {
    return y1 - y0;
  }

  /**
   * The area.
   *
   * @return square pixels
   */
  public float area() {
    return width() * height();
  }

  /**
   * The part inside an image.
   *
   * @param imageWidth in pixels
   * @param imageHeight in pixels
   * @return the part; of width or height 0 where all of the box is outside
   */
  public Box within(int imageWidth, int imageHeight) {
    return new Box(
        limited(x0, imageWidth),
        limited(y0, imageHeight),
        limited(x1, imageWidth),
        limited(y1, imageHeight));
  }

  private static float limited(float edge, int size) {
    return Math.min(Math.max(edge, 0), size);
  }

  /**
   * The overlap with another box: the area of what they share by that of both together.
   *
   * @param other a box of the same image
   * @return 0 to 1; 0 for two boxes without area
   */
  public float overlap(Box other) {
    float width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
    float height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
    float shared = Math.max(width, 0) * Math.max(height, 0);
    return shared == 0 ? 0 : shared / (area() + other.area() - shared);
  }
}
