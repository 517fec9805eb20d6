package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import java.util.EnumSet;
import java.util.Set;

/** The conversion of Tag2Text, with captions if the request has a token vocabulary. */
final class Tag2TextConversion implements SwinTaggerConversion {
  @Override
  public ModelFamily family() {
    return ModelFamily.TAG2TEXT;
  }

  @Override
  public Set<ModelChoice> takes() {
    return EnumSet.of(
        ModelChoice.IMAGE_SIZE,
        ModelChoice.WINDOW,
        ModelChoice.HEAD_HEADS,
        ModelChoice.TEXT_HEADS,
        ModelChoice.TAG_LIST,
        ModelChoice.TAG_SUBSET,
        ModelChoice.WORDS);
  }

  @Override
  public TagVocabulary publishedTags() {
    return TagVocabulary.tag2text();
  }
}
