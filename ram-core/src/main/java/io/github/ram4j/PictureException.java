package io.github.ram4j;

/** A picture cannot be decoded: its bytes are of no known format, damaged, or above a limit. */
public class PictureException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the picture, what was expected of it and what was found
   */
  public PictureException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the picture, what was expected of it and what was found
   * @param cause kept for {@link #getCause()}
   */
  public PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
