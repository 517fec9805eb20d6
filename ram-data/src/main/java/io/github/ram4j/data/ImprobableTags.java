package io.github.ram4j.data;

import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Marks or removes given tags below their limits, example after example. */
final class ImprobableTags {
  private final GivenTags given;
  private final GivenScores.Cursor scores;
  private final CleanLimits[] limits;
  private final boolean remove;
  private final TagTally[] tallies;
  private long changed;

  /**
   * Begins at the first example.
   *
   * @param scores of all examples
   * @param limits one for each tag of the vocabulary
   * @param tallies one for each as well; changes are counted there
   */
  ImprobableTags(
      TagVocabulary vocabulary,
      GivenScores scores,
      CleanLimits[] limits,
      CleanOptions options,
      TagTally[] tallies) {
    this.given = new GivenTags(vocabulary);
    this.scores = scores.fromTheFirst();
    this.limits = limits;
    this.remove = options.remove();
    this.tallies = tallies;
  }

  /** Number of examples that had improbable tags. */
  long changed() {
    return changed;
  }

  /** Marks or cleans the next example; empty if it is not the one that was scored. */
  Optional<Example> mark(Example example) {
    if (!scores.next(given.of(example))) {
      return Optional.empty();
    }
    TagMarks marks = new TagMarks();
    List<String> kept = new ArrayList<>();
    for (String name : example.tags()) {
      if (!markIfImprobable(name, marks)) {
        kept.add(name);
      }
    }
    marks.forEach((name, score) -> count(example, name, score));
    changed += marks.isEmpty() ? 0 : 1;
    return Optional.of(changed(example, kept, marks));
  }

  /** Marks a name if all tags that share it are improbable; the best of them is written. */
  private boolean markIfImprobable(String name, TagMarks marks) {
    BitSet indices = given.indices(name);
    int best = -1;
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i + 1)) {
      if (!(scores.logit(i) < limits[i].logit())) {
        return false;
      }
      best = best < 0 || scores.logit(i) > scores.logit(best) ? i : best;
    }
    if (best >= 0 && !marks.tags().contains(name)) {
      marks.add(
          name,
          ScoreQuantiles.sigmoid(scores.logit(best)),
          ScoreQuantiles.sigmoid(limits[best].logit()));
    }
    return best >= 0;
  }

  private void count(Example example, String name, double score) {
    given.indices(name).stream().forEach(i -> tallies[i].change(example.image(), score));
  }

  private Example changed(Example example, List<String> kept, TagMarks marks) {
    if (remove) {
      return marks.isEmpty() ? example : marks.addedTo(example.withTags(kept), TagMarks.REMOVED);
    }
    return marks.isEmpty()
        ? example.withoutOther(TagMarks.MARKED)
        : example.withOther(TagMarks.MARKED, marks.json());
  }
}
