package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of taggers, which a model without tags would ignore in silence. */
final class TaggerOptions {
  private TaggerOptions() {}

  /**
   * Requires none of them for a model that has no tags.
   *
   * @throws ModelException if one is given
   */
  static void requireNone(ConvertOptions options, String source) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("image size", options.imageSizePx().isPresent());
    given.put("window", options.window().isPresent());
    given.put("list of tags", options.vocabulary().isPresent());
    given.put("choice of tags", options.choosesTags());
    given.forEach(
        (name, there) -> {
          if (there) {
            throw new ModelException(
                "%s: expected with a model that gives tags, found %s, which gives none"
                    .formatted(name, source));
          }
        });
  }
}
