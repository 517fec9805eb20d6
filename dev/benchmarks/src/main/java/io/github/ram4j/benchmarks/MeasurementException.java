package io.github.ram4j.benchmarks;

import io.github.ram4j.RamException;

/** Failure of a measured program, or wrong answers of it. */
public final class MeasurementException extends RamException {
  private static final long serialVersionUID = 1;

  /**
   * A failure.
   *
   * @param message what was expected, and what was found
   */
  public MeasurementException(String message) {
    super(message);
  }
}
