package io.github.ram4j.data;

import io.github.ram4j.data.TagReport.ImageScore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts of one tag during a pass. Those of parts of a pass add up to those of the whole, in any
 * order.
 */
final class TagTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Images that a report names for a tag. */
  private static final int EXAMPLES = 5;

  final LogitCounts given = new LogitCounts();
  final LogitCounts others = new LogitCounts();
  private final boolean lowestFirst;

  /** The clearest, in their order. */
  private final ArrayList<Change> examples = new ArrayList<>(0);

  private long changed;

  /** An image in which the tag was changed; of equal scores the earlier one is the clearer. */
  private record Change(long place, String image, double score) implements Serializable {}

  /**
   * Counts nothing yet.
   *
   * @param lowestFirst whether the lowest scores are the clearest examples
   */
  TagTally(boolean lowestFirst) {
    this.lowestFirst = lowestFirst;
  }

  void score(boolean isGiven, float logit) {
    (isGiven ? given : others).add(logit);
  }

  /**
   * Counts a change.
   *
   * @param place of the image among all, by which equal scores are ordered
   */
  void change(long place, String image, double score) {
    changed++;
    keep(new Change(place, image, score));
  }

  private void keep(Change change) {
    examples.add(change);
    Comparator<Change> byScore = Comparator.comparingDouble(Change::score);
    examples.sort((lowestFirst ? byScore : byScore.reversed()).thenComparingLong(Change::place));
    if (examples.size() > EXAMPLES) {
      examples.remove(EXAMPLES);
    }
  }

  /** Adds the counts of another part of the pass. */
  void addAll(TagTally other) {
    given.addAll(other.given);
    others.addAll(other.others);
    changed += other.changed;
    other.examples.forEach(this::keep);
  }

  long changed() {
    return changed;
  }

  /** Returns whether a report has a row for the tag. */
  boolean isWorthARow() {
    return given.total() > 0 || changed > 0;
  }

  TagReport report(String tag, double limit, String note) {
    List<ImageScore> clearest =
        examples.stream().map(change -> new ImageScore(change.image(), change.score())).toList();
    return new TagReport(
        tag,
        new TagReport.Counts(given.total(), changed),
        new TagReport.Decision(limit, note),
        new TagReport.Scores(ScoreQuantiles.of(given), ScoreQuantiles.of(others)),
        clearest);
  }
}
