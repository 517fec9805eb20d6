package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;

/**
 * Thresholds of a file's tag list. A mismatch of tags is an error of the file, not of the caller.
 *
 * @param list the list's policy
 */
record NamedThresholds(ThresholdPolicy list) implements ThresholdPolicy {

  @Override
  public float threshold(Tag tag, float published) {
    return list.threshold(tag, published);
  }

  @Override
  public float[] thresholds(TagVocabulary vocabulary) {
    try {
      return list.thresholds(vocabulary);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(e.getMessage(), e);
    }
  }
}
