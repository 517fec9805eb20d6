package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import java.util.EnumSet;
import java.util.Set;

/** The conversion of RAM. */
final class RamConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.RAM;
  }

  @Override
  public Set<ModelChoice> takes() {
    return EnumSet.of(
        ModelChoice.IMAGE_SIZE,
        ModelChoice.WINDOW,
        ModelChoice.HEAD_HEADS,
        ModelChoice.TAG_LIST,
        ModelChoice.TAG_SUBSET,
        ModelChoice.NEW_TAGS,
        ModelChoice.TEXT_ENCODER);
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.ram();
  }
}
