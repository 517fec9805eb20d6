package io.github.ram4j.evaluate.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** Where a report takes its pictures from. */
@FunctionalInterface
public interface Thumbnails {

  /**
   * A picture, of any size; the report makes it small.
   *
   * @param picture its place in the scores
   * @return the picture, empty where there is none to show
   * @throws IOException if it cannot be read
   */
  Optional<BufferedImage> picture(int picture) throws IOException;

  /**
   * No pictures.
   *
   * @return an empty source
   */
  static Thumbnails none() {
    return picture -> Optional.empty();
  }
}
