package io.github.ram4j.data;

import java.util.List;

/** The changes of one tag by a pass over examples. Immutable and thread-safe. */
public final class TagReport {
  private final String tag;
  private final Counts counts;
  private final Decision decision;
  private final Scores scores;
  private final List<ImageScore> examples;

  /** Numbers of images with the tag, and of images in which it was changed. */
  record Counts(long given, long changed) {}

  /** The deciding score, or the reason for a missing one. */
  record Decision(double limit, String note) {}

  /** Scores of images with and without the tag. */
  record Scores(ScoreQuantiles given, ScoreQuantiles other) {}

  /**
   * An image's score of the tag.
   *
   * @param image path of the image, as written in the example
   * @param score in [0, 1]
   */
  public record ImageScore(String image, double score) {}

  TagReport(
      String tag, Counts counts, Decision decision, Scores scores, List<ImageScore> examples) {
    this.tag = tag;
    this.counts = counts;
    this.decision = decision;
    this.scores = scores;
    this.examples = List.copyOf(examples);
  }

  /**
   * The tag.
   *
   * @return its English name
   */
  public String tag() {
    return tag;
  }

  /**
   * The number of readable images with the tag.
   *
   * @return 0 or more
   */
  public long given() {
    return counts.given();
  }

  /**
   * The number of images in which the tag was added, flagged or removed.
   *
   * @return 0 or more
   */
  public long changed() {
    return counts.changed();
  }

  /**
   * The deciding score: above it the tag was added, below it flagged.
   *
   * @return in [0, 1]; NaN where none was set
   */
  public double limit() {
    return decision.limit();
  }

  /**
   * The reason for a missing decision.
   *
   * @return a phrase; empty if there was a decision
   */
  public String note() {
    return decision.note();
  }

  /**
   * The model's scores of the tag in images with it.
   *
   * @return quantiles
   */
  public ScoreQuantiles givenScores() {
    return scores.given();
  }

  /**
   * The model's scores of the tag in images without it.
   *
   * @return quantiles
   */
  public ScoreQuantiles otherScores() {
    return scores.other();
  }

  /**
   * The images that were changed, the clearest first, each with its score.
   *
   * @return some of them; unmodifiable
   */
  public List<ImageScore> examples() {
    return examples;
  }
}
