package io.github.ram4j.data;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rule of {@link TagCleaner} for one example after the other, for programs that read, infer and
 * write in their own way: {@link #score} for all examples, {@link #limits} of all of them, then
 * {@link #mark} for all.
 *
 * <p>Immutable and thread-safe; the counts are not.
 */
public final class CleanRule {
  private final TagVocabulary vocabulary;
  private final CleanOptions options;
  private final GivenTags givenTags;

  /**
   * Makes a rule.
   *
   * @param vocabulary the model's tags, in the order of its logits
   * @param options the rule's numbers
   */
  public CleanRule(TagVocabulary vocabulary, CleanOptions options) {
    this.vocabulary = vocabulary;
    this.options = options;
    this.givenTags = new GivenTags(vocabulary);
  }

  /**
   * Counts of nothing yet.
   *
   * @return new counts
   */
  public PassCounts counts() {
    return new PassCounts(vocabulary.size(), true);
  }

  /**
   * Counts an image's scores.
   *
   * @param example an example
   * @param recognition of its image; null if it could not be read
   * @param counts added to
   * @return what {@link #limits} and {@link #mark} want of the image
   */
  public GivenLogits score(Example example, Recognition recognition, PassCounts counts) {
    counts.image(recognition != null, givenTags.unknown(example));
    BitSet given = givenTags.of(example);
    for (int i = 0; recognition != null && i < counts.tags.length; i++) {
      counts.tags[i].score(given.get(i), recognition.logits().get(i));
    }
    return GivenLogits.of(given, recognition);
  }

  /**
   * Finds the limits.
   *
   * @param given one for each tag of the vocabulary, of all images that could be read
   * @param counts of all examples
   * @return the limits
   * @throws IllegalArgumentException if there are quantiles of another number of tags
   */
  public CleanLimits limits(List<GivenQuantiles> given, PassCounts counts) {
    return CleanLimits.of(given, counts, options);
  }

  /**
   * Marks or removes improbable tags.
   *
   * @param place the example's place among all, by which a report orders equal scores
   * @param example the example that was scored
   * @param logits of its given tags
   * @param limits of all tags
   * @param counts added to: those of the first pass, or new ones, to be added to them
   * @return an example
   * @throws ExampleException if the example's field of removed tags has no list
   */
  public Example mark(
      long place, Example example, GivenLogits logits, CleanLimits limits, PassCounts counts) {
    TagMarks marks = new TagMarks();
    List<String> kept = new ArrayList<>();
    for (String name : example.tags()) {
      if (!markIfImprobable(name, logits, limits, marks)) {
        kept.add(name);
      }
    }
    marks.forEach(
        (name, score) ->
            givenTags.indices(name).stream()
                .forEach(i -> counts.tags[i].change(place, example.image(), score)));
    if (!marks.isEmpty()) {
      counts.change();
    }
    return changed(example, kept, marks);
  }

  /** Whether the logits are those of an example's tags. */
  boolean fits(Example example, GivenLogits logits) {
    return logits.areOf(givenTags.of(example));
  }

  /** Marks a name if all tags that share it are improbable; the best of them is written. */
  private boolean markIfImprobable(
      String name, GivenLogits logits, CleanLimits limits, TagMarks marks) {
    BitSet indices = givenTags.indices(name);
    int best = -1;
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i + 1)) {
      if (!(logits.ofTag(i) < limits.of(i).logit())) {
        return false;
      }
      best = best < 0 || logits.ofTag(i) > logits.ofTag(best) ? i : best;
    }
    if (best >= 0 && !marks.tags().contains(name)) {
      marks.add(
          name,
          ScoreQuantiles.sigmoid(logits.ofTag(best)),
          ScoreQuantiles.sigmoid(limits.of(best).logit()));
    }
    return best >= 0;
  }

  private Example changed(Example example, List<String> kept, TagMarks marks) {
    if (options.remove()) {
      return marks.isEmpty() ? example : marks.addedTo(example.withTags(kept), TagMarks.REMOVED);
    }
    return marks.isEmpty()
        ? example.withoutOther(TagMarks.MARKED)
        : example.withOther(TagMarks.MARKED, marks.json());
  }

  /**
   * The report of both passes.
   *
   * @param limits of all tags
   * @param counts of all examples in both passes
   * @param model the model's family
   * @return the report
   */
  public DataReport report(CleanLimits limits, PassCounts counts, ModelFamily model) {
    Map<String, Long> totals = new LinkedHashMap<>();
    totals.put("pictures", counts.images());
    totals.put("images that could not be read", counts.unreadable());
    totals.put("tags given that the model does not know", counts.unknown());
    totals.put("images with improbable tags", counts.changed());
    long tags = 0;
    long flagged = 0;
    long alone = 0;
    List<TagReport> rows = new ArrayList<>();
    for (int i = 0; i < counts.tags.length; i++) {
      TagTally tally = counts.tags[i];
      if (tally.isWorthARow()) {
        String note = limits.of(i).note();
        double limit = note.isEmpty() ? ScoreQuantiles.sigmoid(limits.of(i).logit()) : Double.NaN;
        rows.add(tally.report(vocabulary.tag(i).english(), limit, note));
        tags += tally.given.total();
        flagged += tally.changed();
        alone += note.isEmpty() ? 0 : 1;
      }
    }
    totals.put("tags given", tags);
    totals.put(options.remove() ? "tags removed" : "tags marked improbable", flagged);
    totals.put("different tags given", (long) rows.size());
    totals.put("different tags left alone", alone);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quantile of the others' scores", Double.toString(options.othersQuantile()));
    settings.put("largest share of a tag's images", Double.toString(options.maxShare()));
    settings.put("least number of images", Integer.toString(options.minExamples()));
    return new DataReport("Improbable tags by " + model, settings, totals, rows);
  }
}
