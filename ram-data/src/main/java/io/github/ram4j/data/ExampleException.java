package io.github.ram4j.data;

import io.github.ram4j.FileFormatException;

/** A line of examples is not as it should be; the message has file, line, expected and found. */
public class ExampleException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the file, the line's number, what was expected there and what was found
   */
  public ExampleException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the file, the line's number, what was expected there and what was found
   * @param cause kept for {@link #getCause()}
   */
  public ExampleException(String message, Throwable cause) {
    super(message, cause);
  }
}
