package io.github.ram4j.data;

import io.github.ram4j.FileFormatException;

/** Thrown for a malformed line of examples; the message has file, line, expected and found. */
public class ExampleException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the file, the line's number, the expected and the found content
   */
  public ExampleException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message the file, the line's number, the expected and the found content
   * @param cause kept for {@link #getCause()}
   */
  public ExampleException(String message, Throwable cause) {
    super(message, cause);
  }
}
