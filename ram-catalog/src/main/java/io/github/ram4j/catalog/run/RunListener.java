package io.github.ram4j.catalog.run;

import java.nio.file.Path;

/** A listener to a run. Its methods are called in the run's thread. */
public interface RunListener {
  /** A listener that hears nothing. */
  RunListener NONE = new RunListener() {};

  /**
   * Tells how far a run is.
   *
   * @param images that are finished, failed ones too
   * @param of the number of images to be tagged, as far as it is known
   */
  default void at(long images, long of) {}

  /**
   * Tells of an image that failed; the run goes on.
   *
   * @param file the image
   * @param reason why
   */
  default void failed(Path file, String reason) {}

  /**
   * Tells of an image that was changed while it was read. It is left for the next run.
   *
   * @param file the image
   */
  default void changing(Path file) {}
}
