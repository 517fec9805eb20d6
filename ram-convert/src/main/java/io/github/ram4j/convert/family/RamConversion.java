package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;

/** The conversion of RAM. */
final class RamConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.RAM;
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.ram();
  }
}
