package io.github.ram4j.evaluate.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** The source of a report's images. */
@FunctionalInterface
public interface Thumbnails {

  /**
   * An image, of any size; the report makes it small.
   *
   * @param image its place in the scores
   * @return the image, empty if there is none
   * @throws IOException if it cannot be read
   */
  Optional<BufferedImage> image(int image) throws IOException;

  /**
   * No images.
   *
   * @return an empty source
   */
  static Thumbnails none() {
    return image -> Optional.empty();
  }
}
