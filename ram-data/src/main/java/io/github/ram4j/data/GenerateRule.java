package io.github.ram4j.data;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rule of {@link TagGenerator} for one example after the other, for programs that read, infer
 * and write in their own way.
 *
 * <p>Immutable and thread-safe; the counts are not.
 */
public final class GenerateRule {
  private final TagVocabulary vocabulary;
  private final GivenTags givenTags;

  /**
   * Makes a rule.
   *
   * @param vocabulary the model's tags, in the order of its logits
   * @param options thresholds
   * @throws IllegalArgumentException if a threshold is outside [0, 1]
   */
  public GenerateRule(TagVocabulary vocabulary, GenerateOptions options) {
    this.vocabulary = vocabulary.withThresholds(options.thresholds());
    this.givenTags = new GivenTags(this.vocabulary);
  }

  /**
   * Counts of nothing yet.
   *
   * @return new counts
   */
  public PassCounts counts() {
    return new PassCounts(vocabulary.size(), false);
  }

  /**
   * Adds the tags that the model predicts and the example lacks.
   *
   * @param place the example's place among all, by which a report orders equal scores
   * @param example an example
   * @param recognition of its image; null if it could not be read
   * @param counts added to
   * @return the example with further tags, or the same
   * @throws ExampleException if the example's field of generated tags has no list
   */
  public Example apply(long place, Example example, Recognition recognition, PassCounts counts) {
    counts.image(recognition != null, givenTags.unknown(example));
    if (recognition == null) {
      return example;
    }
    BitSet given = givenTags.of(example);
    for (int i = 0; i < counts.tags.length; i++) {
      counts.tags[i].score(given.get(i), recognition.logits().get(i));
    }
    TagMarks added = new TagMarks();
    for (int i : missing(recognition, given)) {
      String name = vocabulary.tag(i).english();
      if (!added.tags().contains(name)) {
        added.add(name, recognition.score(i), vocabulary.threshold(i));
        counts.tags[i].change(place, example.image(), recognition.score(i));
      }
    }
    if (added.isEmpty()) {
      return example;
    }
    counts.change();
    return withAdded(example, added);
  }

  /** The indices of predicted tags that are not given, the best score first. */
  private List<Integer> missing(Recognition recognition, BitSet given) {
    return IntStream.range(0, vocabulary.size())
        .filter(i -> !given.get(i) && recognition.score(i) > vocabulary.threshold(i))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -recognition.score(i)))
        .toList();
  }

  private static Example withAdded(Example example, TagMarks added) {
    List<String> tags = new ArrayList<>(example.tags());
    tags.addAll(added.tags());
    return added.addedTo(example.withTags(tags), TagGenerator.FIELD);
  }

  /**
   * The report of a pass.
   *
   * @param counts of all examples
   * @param model the model's family
   * @return the report
   */
  public DataReport report(PassCounts counts, ModelFamily model) {
    Map<String, Long> totals = new LinkedHashMap<>();
    totals.put("pictures", counts.images());
    totals.put("images that could not be read", counts.unreadable());
    totals.put("images with tags added", counts.changed());
    long tags = 0;
    long added = 0;
    List<TagReport> rows = new ArrayList<>();
    for (int i = 0; i < counts.tags.length; i++) {
      TagTally tally = counts.tags[i];
      tags += tally.given.total();
      added += tally.changed();
      if (tally.isWorthARow()) {
        rows.add(tally.report(vocabulary.tag(i).english(), vocabulary.threshold(i), ""));
      }
    }
    totals.put("tags given", tags);
    totals.put("tags given that the model does not know", counts.unknown());
    totals.put("tags added", added);
    return new DataReport("Tags added by " + model, Map.of(), totals, rows);
  }
}
