package io.github.ram4j.recipe;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Vocabularies of the shipped models: tags of the published ones, with ids of their own from 0. */
final class Vocabularies {
  /** The threshold before calibration. */
  private static final float UNCALIBRATED = 0.5f;

  private Vocabularies() {}

  /** Returns tags of RAM. */
  static TagVocabulary ofRam(Collection<String> names) {
    return renumbered(TagVocabulary.ram().subset(names).tags());
  }

  /** Returns tags of Tag2Text; of a repeated name, the first. */
  static TagVocabulary ofTag2Text(Collection<String> things, Collection<String> others) {
    TagVocabulary published = TagVocabulary.tag2text();
    Set<String> names = new LinkedHashSet<>(things);
    names.addAll(others);
    return renumbered(names.stream().map(name -> published.require(name).get(0)).toList());
  }

  private static TagVocabulary renumbered(List<Tag> published) {
    List<Tag> tags = new ArrayList<>();
    float[] thresholds = new float[published.size()];
    for (int i = 0; i < published.size(); i++) {
      Tag tag = published.get(i);
      tags.add(new Tag(i, tag.english(), tag.chinese(), tag.inCaptions()));
      thresholds[i] = UNCALIBRATED;
    }
    return TagVocabulary.of(tags, thresholds);
  }
}
