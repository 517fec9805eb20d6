package io.github.ram4j;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tag that steered a sentence, with the places where the sentence uses it.
 *
 * @param name as the model was given it, English or free text
 * @param recognized the tag with its score where the model recognized it itself or another
 *     recognition gave it, empty where the caller named it
 * @param read whether the model could read all of it; false for tags past the 40 tokens that the
 *     tag encoder takes
 * @param ranges the places where the sentence uses the tag, in order; inflected forms count, "dogs"
 *     for "dog"
 */
public record CaptionTag(
    String name, Optional<TagScore> recognized, boolean read, List<TextRange> ranges) {

  /** Checks that nothing is missing and copies the list. */
  public CaptionTag {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(recognized, "recognized");
    ranges = List.copyOf(ranges);
  }

  /**
   * Returns whether the sentence uses the tag.
   *
   * @return whether there is at least one range
   */
  public boolean used() {
    return !ranges.isEmpty();
  }
}
