package io.github.ram4j.catalog.run;

import java.time.Duration;
import java.util.Objects;

/**
 * The result of a run.
 *
 * @param done images that got tags
 * @param failed images that could not be read or recognized
 * @param left images that changed while they were read, or that a stop left
 * @param time that tagging took
 */
public record RunReport(long done, long failed, long left, Duration time) {
  /** Checks that there is a time. */
  public RunReport {
    Objects.requireNonNull(time, "time");
  }

  /**
   * The report of a run that had nothing to do.
   *
   * @return all numbers 0
   */
  public static RunReport none() {
    return new RunReport(0, 0, 0, Duration.ZERO);
  }

  /**
   * The rate of tagging.
   *
   * @return images a second, failed ones too
   */
  public double rate() {
    return time.isZero() ? 0 : (done + failed) / (time.toNanos() / 1e9);
  }
}
