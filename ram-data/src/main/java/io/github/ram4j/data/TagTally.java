package io.github.ram4j.data;

import io.github.ram4j.data.TagReport.ImageScore;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Counts of one tag during a pass. */
final class TagTally {
  /** Images that a report names for a tag. */
  private static final int EXAMPLES = 5;

  final LogitCounts given = new LogitCounts();
  final LogitCounts others = new LogitCounts();
  private final Comparator<ImageScore> clearestFirst;
  private final PriorityQueue<ImageScore> examples;
  private long changed;

  /**
   * Counts nothing yet.
   *
   * @param lowestFirst whether the lowest scores are the clearest examples
   */
  TagTally(boolean lowestFirst) {
    Comparator<ImageScore> byScore = Comparator.comparingDouble(ImageScore::score);
    this.clearestFirst = lowestFirst ? byScore : byScore.reversed();
    this.examples = new PriorityQueue<>(clearestFirst.reversed());
  }

  void score(boolean isGiven, float logit) {
    (isGiven ? given : others).add(logit);
  }

  void change(String image, double score) {
    changed++;
    examples.add(new ImageScore(image, score));
    if (examples.size() > EXAMPLES) {
      examples.poll();
    }
  }

  long changed() {
    return changed;
  }

  /** Returns whether a report has a row for the tag. */
  boolean isWorthARow() {
    return given.total() > 0 || changed > 0;
  }

  TagReport report(String tag, double limit, String note) {
    return new TagReport(
        tag,
        new TagReport.Counts(given.total(), changed),
        new TagReport.Decision(limit, note),
        new TagReport.Scores(ScoreQuantiles.of(given), ScoreQuantiles.of(others)),
        examples.stream().sorted(clearestFirst).toList());
  }
}
