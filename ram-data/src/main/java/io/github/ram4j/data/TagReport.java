package io.github.ram4j.data;

import java.util.List;

/**
 * What was done to one tag.
 *
 * @param tag its English name
 * @param given images that had the tag and could be read
 * @param changed images that the tag was added to, or was flagged or removed in
 * @param limit the score that decided: above it the tag was added, below it flagged; NaN where none
 *     was set
 * @param note why nothing was decided, or nothing
 * @param givenScores the model's scores of the tag in images that had it
 * @param otherScores and in those that had it not
 * @param examples images that were changed, the clearest first, each with its score
 */
public record TagReport(
    String tag,
    long given,
    long changed,
    double limit,
    String note,
    ScoreQuantiles givenScores,
    ScoreQuantiles otherScores,
    List<ImageScore> examples) {

  /** Copies the list. */
  public TagReport {
    examples = List.copyOf(examples);
  }

  /**
   * An image's score of the tag.
   *
   * @param image as the example has it
   * @param score in [0, 1]
   */
  public record ImageScore(String image, double score) {}
}
