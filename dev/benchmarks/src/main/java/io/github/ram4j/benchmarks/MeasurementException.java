package io.github.ram4j.benchmarks;

import io.github.ram4j.RamException;

/** Failure of a measured program, or wrong answers of it. */
final class MeasurementException extends RamException {
  private static final long serialVersionUID = 1;

  MeasurementException(String message) {
    super(message);
  }
}
