package io.github.ram4j.image.decode.format;

/**
 * Bytes that are not the image they claim to be: thrown by the parsers here, which know no file
 * name, and made a {@link io.github.ram4j.ImageException} by the front.
 */
public final class DamagedImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message what was expected and what was found
   */
  public DamagedImageException(String message) {
    super(message);
  }
}
