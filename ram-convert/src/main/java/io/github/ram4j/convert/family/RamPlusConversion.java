package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;

/** The conversion of RAM++, with the tags of RAM. */
final class RamPlusConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.RAM_PLUS;
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.ram();
  }
}
