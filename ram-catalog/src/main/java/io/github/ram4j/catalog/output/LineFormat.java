package io.github.ram4j.catalog.output;

import java.io.IOException;

/** A format of a file that has a line, or more, for each image. */
public interface LineFormat {
  /**
   * The format's name in the catalogue.
   *
   * @return for example "jsonl"
   */
  String kind();

  /**
   * What the file begins with.
   *
   * @return whole lines, with their ends; empty for none
   */
  String header();

  /**
   * What the file has of an image.
   *
   * @param image finished
   * @return whole lines, with their ends
   * @throws IOException if it cannot be put into words
   */
  String lines(TaggedImage image) throws IOException;
}
