package io.github.ram4j.benchmarks.report;

import java.util.Collection;
import java.util.List;

/** Percentile of measurements. */
public final class Percentile {
  private Percentile() {}

  /**
   * The smallest measurement that at least a share of them does not exceed (nearest rank).
   *
   * @param percent above 0, at most 100
   * @param values at least one
   * @return one of the values
   * @throws IllegalArgumentException if there are none, or the share is out of range
   */
  public static double of(double percent, Collection<Double> values) {
    if (values.isEmpty() || !(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "percentile: expected measurements and a share above 0, at most 100, found %d and %s"
              .formatted(values.size(), percent));
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
  }
}
