package io.github.ram4j;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Says above which score each tag holds.
 *
 * <p>The usual policies are made by the factories here; a lambda makes any other. Policies must be
 * pure functions; they may be called from several threads.
 */
@FunctionalInterface
public interface ThresholdPolicy {

  /**
   * The threshold of one tag.
   *
   * @param tag the tag
   * @param published the threshold that the vocabulary has for it
   * @return in [0, 1]; at 1 a tag never holds
   */
  float threshold(Tag tag, float published);

  /**
   * Each tag's own threshold, as the vocabulary has it.
   *
   * @return the policy
   */
  static ThresholdPolicy published() {
    return (tag, published) -> published;
  }

  /**
   * One threshold for all tags, those included that never hold as published.
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
   * @param vocabulary where the names are looked up
   * @param thresholds from a name in either language to a threshold in [0, 1]; a name that several
   *     tags bear sets all of them
   * @return the policy
   * @throws IllegalArgumentException if a name is not in the vocabulary or a threshold is outside
   *     [0, 1]
   */
  static ThresholdPolicy perTag(TagVocabulary vocabulary, Map<String, Float> thresholds) {
    Map<Integer, Float> byId = new HashMap<>();
    thresholds.forEach(
        (name, threshold) -> {
          TagVocabulary.requireThreshold(threshold, "threshold of tag \"" + name + "\"");
          vocabulary.require(name).forEach(tag -> byId.put(tag.id(), threshold));
        });
    return (tag, published) -> byId.getOrDefault(tag.id(), published);
  }

  /**
   * The thresholds of another list, a calibrated one for instance, for the tags of the same id; the
   * others keep the vocabulary's.
   *
   * @param list tags with the thresholds to use
   * @return the policy; it throws {@link IllegalArgumentException} when it is asked for a tag whose
   *     English name in the list is another
   */
  static ThresholdPolicy of(TagVocabulary list) {
    return (tag, published) -> {
      OptionalInt index = list.indexOfId(tag.id());
      if (index.isEmpty()) {
        return published;
      }
      String name = list.tag(index.getAsInt()).english();
      if (!name.equals(tag.english())) {
        throw new IllegalArgumentException(
            "list of thresholds: expected \"%s\" for tag %d, found \"%s\""
                .formatted(tag.english(), tag.id(), name));
      }
      return list.threshold(index.getAsInt());
    };
  }
}
