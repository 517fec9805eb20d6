package io.github.ram4j.convert;

import io.github.ram4j.convert.family.ModelChoice;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the choices of options that not every family of models has a use for. */
final class GivenChoices {
  private GivenChoices() {}

  static Set<ModelChoice> of(ConvertOptions options) {
    Map<ModelChoice, Boolean> given =
        Map.of(
            ModelChoice.IMAGE_SIZE, options.imageSizePx().isPresent(),
            ModelChoice.WINDOW, options.window().isPresent(),
            ModelChoice.HEAD_HEADS, options.headHeads().isPresent(),
            ModelChoice.TEXT_HEADS, options.textHeads().isPresent(),
            ModelChoice.TAG_LIST, options.vocabulary().isPresent(),
            ModelChoice.TAG_SUBSET, options.choosesTags(),
            ModelChoice.NEW_TAGS, options.newTags().isPresent(),
            ModelChoice.TEXT_ENCODER, options.textEncoder().isPresent(),
            ModelChoice.WORDS, options.words().isPresent(),
            ModelChoice.CLASS_TAGS, options.classTags().isPresent());
    return given.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
