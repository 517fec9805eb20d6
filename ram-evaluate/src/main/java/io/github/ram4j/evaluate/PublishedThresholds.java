package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.stream.IntStream;

/** The thresholds that the authors evaluate with. Some differ from those of recognition. */
public final class PublishedThresholds {
  private static final float TAG2TEXT = 0.68f;

  private PublishedThresholds() {}

  /**
   * The default thresholds of an evaluation: those of the model's list, but 0.68 for all tags of
   * Tag2Text, three of which are predicted above 0.7 in recognition.
   *
   * @param vocabulary the tags with the thresholds to recognize with
   * @return the same tags; Tag2Text's, all or some of them, with 0.68 where their thresholds are as
   *     published
   */
  public static TagVocabulary toEvaluate(TagVocabulary vocabulary) {
    if (!isTag2Text(vocabulary)) {
      return vocabulary;
    }
    TagVocabulary evaluated = vocabulary.withThresholds(ThresholdPolicy.uniform(TAG2TEXT));
    return evaluated.equals(vocabulary) ? vocabulary : evaluated;
  }

  /**
   * Returns whether all tags have names and thresholds of Tag2Text; ids may differ in a list of its
   * own.
   */
  private static boolean isTag2Text(TagVocabulary vocabulary) {
    TagVocabulary published = TagVocabulary.tag2text();
    return IntStream.range(0, vocabulary.size())
        .allMatch(
            i ->
                published.find(vocabulary.tag(i).english()).stream()
                    .map(tag -> published.threshold(published.indexOfId(tag.id()).orElseThrow()))
                    .anyMatch(threshold -> threshold == vocabulary.threshold(i)));
  }
}
