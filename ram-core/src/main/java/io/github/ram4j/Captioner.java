package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a sentence about a picture, steered by tags.
 *
 * <p>Thread-safe and closed as a {@link Recognizer} is.
 */
public interface Captioner extends AutoCloseable {

  /**
   * Writes a sentence from the tags that the model recognizes itself.
   *
   * @param picture in any shape; borrowed until this returns
   * @return the sentence
   * @throws IOException if the picture's file or stream cannot be read
   */
  Caption caption(Picture picture) throws IOException;

  /**
   * Writes a sentence about what the caller names.
   *
   * @param picture in any shape; borrowed until this returns
   * @param tags names or free text, for example {@code "cloud"} and {@code "sky"}
   * @return the sentence
   * @throws IOException if the picture's file or stream cannot be read
   */
  Caption caption(Picture picture, List<String> tags) throws IOException;

  /**
   * Writes a sentence about a decoded picture.
   *
   * @param image any size and type; borrowed until this returns
   * @return the sentence
   */
  default Caption caption(BufferedImage image) {
    try {
      return caption(Picture.of(image));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Waits for running calls, then frees the model. Further calls of this method do nothing. */
  @Override
  void close();
}
