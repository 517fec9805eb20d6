package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;

/** The conversion of Tag2Text, with captions if the request has a token vocabulary. */
final class Tag2TextConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.TAG2TEXT;
  }

  @Override
  public boolean readsWords() {
    return true;
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.tag2text();
  }
}
