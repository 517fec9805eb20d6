package io.github.ram4j.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** The middle of some measurements. */
public final class Median {
  private Median() {}

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @param values at least one
   * @return the median
   * @throws IllegalArgumentException if there are none
   */
  public static double of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("median: expected measurements, found none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @param values at least one
   * @return the median
   * @throws IllegalArgumentException if there are none
   */
  public static double of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
