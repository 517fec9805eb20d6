package io.github.ram4j.search.sheet;

import io.github.ram4j.ImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** A way to decode the images of a contact sheet. */
@FunctionalInterface
public interface Thumbnails {
  /**
   * Decodes an image.
   *
   * @param file of the image
   * @return the image, upright, in any size; scaled down by the caller
   * @throws IOException if the file cannot be read
   * @throws ImageException if it cannot be decoded
   */
  BufferedImage decode(Path file) throws IOException;
}
