package io.github.ram4j;

/**
 * Thrown for an image above a limit on bytes or pixels that a recognizer was opened with. Nothing
 * of it was decoded. A service answers 413.
 */
public class ImageLimitException extends ImageException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message the image, its limit and what was found
   */
  public ImageLimitException(String message) {
    super(message);
  }
}
