package io.github.ram4j.recipe;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.List;

/** Vocabularies of the shipped models. */
final class Vocabularies {
  /** The threshold before any was calibrated. */
  private static final float UNCALIBRATED = 0.5f;

  private Vocabularies() {}

  /** The tags of a published vocabulary with ids of their own, from 0, as a model's list has them. */
  static TagVocabulary renumbered(TagVocabulary published) {
    List<Tag> tags = new ArrayList<>();
    float[] thresholds = new float[published.size()];
    for (int i = 0; i < published.size(); i++) {
      Tag tag = published.tag(i);
      tags.add(new Tag(i, tag.english(), tag.chinese(), tag.inCaptions()));
      thresholds[i] = UNCALIBRATED;
    }
    return TagVocabulary.of(tags, thresholds);
  }
}
