package io.github.ram4j.spark.data;

import io.github.ram4j.data.DataReport;
import java.util.List;

/**
 * What a job says of its pass over examples.
 *
 * @param report as the single-machine program writes it
 * @param unreadable the first images that could not be read and were passed on unchanged, at most
 *     {@value #NAMED}, in the order of the table; the report counts all of them
 */
public record DataPassResult(DataReport report, List<UnreadableImage> unreadable) {
  /** The most images that are named. */
  public static final int NAMED = 100;

  /**
   * An image that could not be read.
   *
   * @param image path, as the example has it
   * @param reason of the failure
   */
  public record UnreadableImage(String image, String reason) {}

  /** Copies the list. */
  public DataPassResult {
    unreadable = List.copyOf(unreadable);
  }
}
