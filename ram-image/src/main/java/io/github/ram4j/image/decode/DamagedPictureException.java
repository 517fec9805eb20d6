package io.github.ram4j.image.decode;

/**
 * Bytes that are not the picture they claim to be: thrown by the parsers here, which know no file
 * name, and made a {@link io.github.ram4j.PictureException} by {@link PictureDecoder}.
 */
final class DamagedPictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message what was expected and what was found
   */
  DamagedPictureException(String message) {
    super(message);
  }
}
