package io.github.ram4j.convert.checkpoint;

/**
 * Thrown when a tensor's shape, strides and storage do not fit; the reader adds file and tensor.
 */
final class InvalidLayoutException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidLayoutException(String message) {
    super(message);
  }

  InvalidLayoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
