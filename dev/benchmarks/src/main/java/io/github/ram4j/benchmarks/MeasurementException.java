package io.github.ram4j.benchmarks;

/** Something that was to be measured failed, or gave other answers than it should. */
final class MeasurementException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MeasurementException(String message) {
    super(message);
  }
}
