package io.github.ram4j.spark.data.evaluate;

import java.io.Serializable;
import java.util.SortedMap;

/** What a task sends to where a block of tags is evaluated, or where images are counted. */
sealed interface Piece extends Serializable permits Piece.Scores, Piece.Totals {

  /**
   * Scores and labels of some images in the tags of a block.
   *
   * @param firstPlace of the first image; the pieces of a block have images in a row
   * @param scores float32 [images][tags of the block]
   * @param shown for each image the tags of the block that it shows
   * @param neutral for each image its neutral tags of the block
   */
  @SuppressWarnings("ArrayRecordComponent") // carried to a matrix, never compared
  record Scores(long firstPlace, float[][] scores, int[][] shown, int[][] neutral)
      implements Piece {}

  /**
   * Counts of images.
   *
   * @param images number of those with scores
   * @param skipped number of those that could not be read
   * @param unknown tags that the model lacks, each with the number of images with scores
   */
  record Totals(int images, int skipped, SortedMap<String, Integer> unknown) implements Piece {}
}
