package io.github.ram4j.catalog.run;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A reader of images' sizes. Called by other threads than the run's. */
@FunctionalInterface
public interface ImageSizes {
  /** Nobody knows the size of an image. */
  ImageSizes UNKNOWN = file -> Optional.empty();

  /**
   * Reads a size.
   *
   * @param file an image
   * @return width and height in pixels as the image is seen, so after a rotation by its EXIF data;
   *     empty where they are not known
   * @throws IOException if the file cannot be read; the catalogue has no size, then
   */
  Optional<Dimension> of(Path file) throws IOException;
}
