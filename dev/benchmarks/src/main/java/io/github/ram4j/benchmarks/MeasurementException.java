package io.github.ram4j.benchmarks;

import io.github.ram4j.RamException;

/** Something that was to be measured failed, or gave other answers than it should. */
final class MeasurementException extends RamException {
  private static final long serialVersionUID = 1;

  MeasurementException(String message) {
    super(message);
  }
}
