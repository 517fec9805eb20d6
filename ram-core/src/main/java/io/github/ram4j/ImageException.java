package io.github.ram4j;

/**
 * Thrown when an image cannot be decoded: its bytes are of no known format, damaged, or above a
 * limit.
 */
public class ImageException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the image, what was expected of it and what was found
   */
  public ImageException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the image, what was expected of it and what was found
   * @param cause kept for {@link #getCause()}
   */
  public ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
