package io.github.ram4j.catalog.output;

import java.io.IOException;

/**
 * An output of a file, or more, for each image. It is told of each image that is finished, and
 * after a killed run once more of the last ones: to write an image again must lead to the same.
 *
 * <p>Called by one thread.
 */
public interface ImageOutput {
  /**
   * The output's name in the catalogue.
   *
   * @return the same at each call, other than those of other outputs
   */
  String kind();

  /**
   * What tells one way of writing from another, for example languages. Files of all images are
   * written again where it is another than at the last run.
   *
   * @return letters, digits and "-"; empty for the usual way
   */
  default String form() {
    return "";
  }

  /**
   * Writes an image's file, whole or not at all.
   *
   * @param image finished, and not failed
   * @throws IOException if it cannot be written; the run tells of it and goes on, but for a full
   *     disk
   */
  void write(TaggedImage image) throws IOException;
}
