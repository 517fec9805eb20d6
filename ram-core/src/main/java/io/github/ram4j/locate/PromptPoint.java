package io.github.ram4j.locate;

/**
 * A point of a prompt, in pixels of the upright image. Immutable.
 *
 * @param x to the right, from 0 to the image's width
 * @param y down, from 0 to the image's height
 * @param inside whether the thing is there, or is not
 */
public record PromptPoint(double x, double y, boolean inside) {

  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if a coordinate is NaN or infinite
   */
  public PromptPoint {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "point: expected finite coordinates, found (%s, %s)".formatted(x, y));
    }
  }
}
