package io.github.ram4j.recipe.scene;

/**
 * An upright rectangle in an image.
 *
 * @param left as a part of the image's side, from its left edge
 * @param top likewise, from its top edge
 * @param right likewise, from its left edge
 * @param bottom likewise, from its top edge
 */
public record Box(double left, double top, double right, double bottom) {

  /** A box around a point. */
  static Box around(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  /** Width, as a part of the image's side. */
  public double width() {
    return right - left;
  }

  /** Height, as a part of the image's side. */
  public double height() {
    return bottom - top;
  }

  /** Middle from left to right. */
  public double centerX() {
    return (left + right) / 2;
  }

  /** Middle from top to bottom. */
  public double centerY() {
    return (top + bottom) / 2;
  }

  /** The smallest box around this and another one. */
  public Box union(Box other) {
    return new Box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  /** Share of the smaller of two boxes that the other one covers, 0 to 1. */
  public double overlap(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    double smaller = Math.min(width() * height(), other.width() * other.height());
    return width <= 0 || height <= 0 ? 0 : width * height / smaller;
  }
}
