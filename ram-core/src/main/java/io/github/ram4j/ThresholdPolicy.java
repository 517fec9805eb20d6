package io.github.ram4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A policy that sets the threshold of each tag: the score above which the tag is predicted.
 *
 * <p>The usual policies are made by the factories here; a lambda makes any other. Policies must be
 * pure functions; they may be called from several threads. A policy for tags of another list goes
 * by names, as {@link TagVocabulary} says: a lambda that looks at {@link Tag#id()} is right for one
 * list alone.
 */
@FunctionalInterface
public interface ThresholdPolicy {

  /**
   * The threshold of one tag.
   *
   * @param tag the tag
   * @param published the vocabulary's threshold for it
   * @return in [0, 1]; at 1 a tag is never predicted
   */
  float threshold(Tag tag, float published);

  /**
   * The thresholds of all tags of a list: {@link #threshold} asked for each, unless the policy has
   * to see the list as a whole.
   *
   * @param vocabulary the tags, with the thresholds that they have
   * @return float32 [tags], each in [0, 1]
   * @throws IllegalArgumentException if the policy is of a list that does not fit this one
   */
  default float[] thresholds(TagVocabulary vocabulary) {
    float[] thresholds = new float[vocabulary.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = threshold(vocabulary.tag(i), vocabulary.threshold(i));
    }
    return thresholds;
  }

  /**
   * Each tag's own threshold, as the vocabulary has it.
   *
   * @return the policy
   */
  static ThresholdPolicy published() {
    return (tag, published) -> published;
  }

  /**
   * One threshold for all tags, including those that are never predicted as published.
   *
   * @param threshold in [0, 1]
   * @return the policy
   * @throws IllegalArgumentException if the threshold is outside [0, 1]
   */
  static ThresholdPolicy uniform(float threshold) {
    TagVocabulary.requireThreshold(threshold, "uniform threshold");
    return (tag, published) -> threshold;
  }

  /**
   * Thresholds of single tags by name; the others keep the vocabulary's.
   *
   * @param vocabulary the list to look the names up in
   * @param thresholds from a name in either language to a threshold in [0, 1]; a name that several
   *     tags bear sets all of them
   * @return the policy; of another vocabulary it sets the tags of the same English names
   * @throws IllegalArgumentException if a name is not in the vocabulary, two names give a tag
   *     different thresholds, or a threshold is outside [0, 1]
   */
  static ThresholdPolicy perTag(TagVocabulary vocabulary, Map<String, Float> thresholds) {
    Map<Integer, Float> byId = new LinkedHashMap<>();
    thresholds.forEach(
        (name, threshold) -> {
          TagVocabulary.requireThreshold(threshold, "threshold of tag \"" + name + "\"");
          for (Tag tag : vocabulary.require(name)) {
            Float before = byId.put(tag.id(), threshold);
            if (before != null && !before.equals(threshold)) {
              throw new IllegalArgumentException(
                  "threshold of tag \"%s\": expected one, found %s and, by another of its names, %s"
                      .formatted(name, threshold, before));
            }
          }
        });
    if (byId.isEmpty()) {
      return published();
    }
    // Ids of the vocabulary among its own.
    TagVocabulary list =
        vocabulary
            .subsetOfIds(byId.keySet())
            .withThresholds((tag, published) -> Objects.requireNonNull(byId.get(tag.id())));
    return new ListThresholds(list, false);
  }

  /**
   * The thresholds of another list, a calibrated one for instance, for the tags of the same English
   * names, whatever their ids.
   *
   * <p>The list may be a part of the vocabulary; the other tags then keep the vocabulary's
   * thresholds. Or the vocabulary may be a part of the list. A list that has tags unknown to the
   * vocabulary, and also lacks some of its tags, is of another model.
   *
   * @param list tags with the thresholds to use
   * @return the policy; it throws {@link IllegalArgumentException}, naming both lists, for a
   *     vocabulary of another model, and for one with several tags of a name that the list does not
   *     tell apart
   */
  static ThresholdPolicy of(TagVocabulary list) {
    return new ListThresholds(list, true);
  }
}
