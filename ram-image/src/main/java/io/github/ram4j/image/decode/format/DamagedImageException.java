package io.github.ram4j.image.decode.format;

/**
 * Thrown when bytes are not the image that they claim to be. The parsers here throw it, without a
 * file name; the front turns it into an {@link io.github.ram4j.ImageException}.
 */
public final class DamagedImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the part, what was expected of it and what was found
   */
  public DamagedImageException(String message) {
    super(message);
  }
}
