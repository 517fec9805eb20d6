package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;

/** The conversion of Tag2Text, with captions where a token vocabulary is given. */
final class Tag2TextConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.TAG2TEXT;
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.tag2text();
  }
}
