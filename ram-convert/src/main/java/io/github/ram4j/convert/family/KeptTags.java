package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tags of a checkpoint that a bundle keeps.
 *
 * @param vocabulary tags as the checkpoint's list has them, with the thresholds of the subset
 * @param rows the place of each in the checkpoint's list
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, compared by none
record KeptTags(TagVocabulary vocabulary, int[] rows) {

  /**
   * Finds the rows of a subset by the names of its tags, which may be of another list.
   *
   * @param all the checkpoint's tags
   * @param subset tags to keep, in the order wanted, with the thresholds wanted
   * @throws IllegalArgumentException if the checkpoint lacks a tag, or one is named twice
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
