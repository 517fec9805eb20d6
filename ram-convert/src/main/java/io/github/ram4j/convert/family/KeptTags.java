package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tags of a checkpoint that a bundle keeps.
 *
 * @param vocabulary the kept tags of the checkpoint's list, with the thresholds of the subset
 * @param rows index of each tag in the checkpoint's list
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
record KeptTags(TagVocabulary vocabulary, int[] rows) {

  /**
   * Finds the rows of a subset by the names of its tags; the subset may be of another list.
   *
   * @param all the checkpoint's tags
   * @param subset tags to keep, in their order and with their thresholds
   * @throws IllegalArgumentException if the checkpoint lacks a tag, or the subset has a tag twice
   */
  static KeptTags of(TagVocabulary all, TagVocabulary subset) {
    int[] rows = all.requireIndicesOf(subset);
    float[] thresholds = new float[rows.length];
    Set<Integer> ids = new LinkedHashSet<>();
    for (int i = 0; i < rows.length; i++) {
      if (!ids.add(all.tag(rows[i]).id())) {
        throw new IllegalArgumentException(
            "subset of tags: expected each tag of %s once, found \"%s\" of %s twice"
                .formatted(all.name(), subset.tag(i).english(), subset.name()));
      }
      thresholds[i] = subset.threshold(i);
    }
    return new KeptTags(all.subsetOfIds(ids).withThresholds(thresholds), rows);
  }
}
