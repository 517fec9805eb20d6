package io.github.ram4j.view.scene;

import io.github.ram4j.TagAttention;

/** A map of attention between its least and its greatest share, smoothed over the image. */
final class AttentionScale {
  private final TagAttention attention;
  private final float least;
  private final float range;

  private AttentionScale(TagAttention attention, float least, float range) {
    this.attention = attention;
    this.least = least;
    this.range = range;
  }

  static AttentionScale of(TagAttention attention) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = 0;
    for (int row = 0; row < attention.rows(); row++) {
      for (int column = 0; column < attention.columns(); column++) {
        least = Math.min(least, attention.share(row, column));
        greatest = Math.max(greatest, attention.share(row, column));
      }
    }
    return new AttentionScale(attention, least, greatest - least);
  }

  /**
   * The attention at a point, bilinear between the middles of parts.
   *
   * @param x as a part of the width
   * @param y as a part of the height
   * @return 0 for the least share to 1 for the greatest; 0 where all are equal
   */
  double at(double x, double y) {
    double row = limited(y * attention.rows() - 0.5, attention.rows());
    double column = limited(x * attention.columns() - 0.5, attention.columns());
    int above = (int) row;
    int left = (int) column;
    double upper = between(above, left, column - left);
    double lower = between(Math.min(above + 1, attention.rows() - 1), left, column - left);
    return upper + (lower - upper) * (row - above);
  }

  private static double limited(double at, int count) {
    return Math.max(0, Math.min(at, count - 1));
  }

  private double between(int row, int left, double part) {
    double from = value(row, left);
    return from + (value(row, Math.min(left + 1, attention.columns() - 1)) - from) * part;
  }

  private double value(int row, int column) {
    return range > 0 ? (attention.share(row, column) - least) / range : 0;
  }
}
