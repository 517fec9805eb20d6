package io.github.ram4j.vocabulary;

/**
 * An interval of numbers.
 *
 * @param low the least
 * @param high the greatest, not below the least
 */
public record Interval(double low, double high) {
  /** The quantile of the normal distribution that leaves 2.5 % above it. */
  private static final double Z = 1.959964;

  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval: expected its ends in order, found %s and %s".formatted(low, high));
    }
  }

  /**
   * The Wilson score interval of a share, of 95 % confidence.
   *
   * @param part from 0 to the whole
   * @param whole 0 or more
   * @return within [0, 1]; all of it where the whole is 0
   * @throws IllegalArgumentException if the part is negative or above the whole
   */
  public static Interval ofShare(long part, long whole) {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(
          "share: expected a part from 0 to %d, found %d".formatted(whole, part));
    }
    if (whole == 0) {
      return new Interval(0, 1);
    }
    double share = (double) part / whole;
    double square = Z * Z / whole;
    double middle = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt((share * (1 - share) + square / 4) / whole) / (1 + square);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
