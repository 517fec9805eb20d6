package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.OptionalInt;

/** The thresholds that the authors evaluate with. They are not all those they recognize with. */
public final class PublishedThresholds {
  private static final float TAG2TEXT = 0.68f;

  private PublishedThresholds() {}

  /**
   * The thresholds to evaluate a model with unless others are wanted: those of its list, but 0.68
   * for all tags of Tag2Text, three of which hold above 0.7 when recognized.
   *
   * @param vocabulary the tags with the thresholds to recognize with
   * @return the same tags; Tag2Text's, all or some of them, with 0.68 where their thresholds are as
   *     published
   */
  public static TagVocabulary toEvaluate(TagVocabulary vocabulary) {
    return isTag2Text(vocabulary)
        ? vocabulary.withThresholds(ThresholdPolicy.uniform(TAG2TEXT))
        : vocabulary;
  }

  private static boolean isTag2Text(TagVocabulary vocabulary) {
    TagVocabulary published = TagVocabulary.tag2text();
    for (int i = 0; i < vocabulary.size(); i++) {
      OptionalInt index = published.indexOfId(vocabulary.tag(i).id());
      if (index.isEmpty()
          || !published.tag(index.getAsInt()).equals(vocabulary.tag(i))
          || published.threshold(index.getAsInt()) != vocabulary.threshold(i)) {
        return false;
      }
    }
    return true;
  }
}
