package io.github.ram4j;

import java.util.Arrays;
import java.util.List;

/**
 * The thresholds of a list for the tags of the same names.
 *
 * @param list tags with the thresholds to use
 * @param strict whether a list is refused that is neither a part of the vocabulary nor has all of
 *     it
 */
record ListThresholds(TagVocabulary list, boolean strict) implements ThresholdPolicy {
  @Override
  public float threshold(Tag tag, float published) {
    TagVocabulary alone = TagVocabulary.of(List.of(tag), new float[] {published});
    return thresholds(alone, list.indicesOf(alone))[0];
  }

  @Override
  public float[] thresholds(TagVocabulary vocabulary) {
    int[] indices = list.indicesOf(vocabulary);
    int absent = Arrays.stream(indices).boxed().toList().indexOf(-1);
    if (strict && absent >= 0) {
      requirePartOf(vocabulary, vocabulary.tag(absent));
    }
    return thresholds(vocabulary, indices);
  }

  private void requirePartOf(TagVocabulary vocabulary, Tag absent) {
    int[] indices = vocabulary.indicesOf(list);
    int foreign = Arrays.stream(indices).boxed().toList().indexOf(-1);
    if (foreign >= 0) {
      throw new IllegalArgumentException(
          ("thresholds of %s: expected tags of %s, all or some, or all of them and more; found"
                  + " \"%s\", which that list lacks, and no \"%s\"")
              .formatted(
                  list.name(), vocabulary.name(), list.tag(foreign).english(), absent.english()));
    }
  }

  private float[] thresholds(TagVocabulary vocabulary, int[] indices) {
    float[] thresholds = new float[indices.length];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = indices[i] < 0 ? vocabulary.threshold(i) : list.threshold(indices[i]);
    }
    return thresholds;
  }
}
