package io.github.ram4j.locate;

import io.github.ram4j.Tag;
import io.github.ram4j.TextRange;
import java.util.List;
import java.util.Objects;

/**
 * A thing that was found in an image. Immutable.
 *
 * @param tag the tag that was looked for, as it was given; of a phrase, a tag made of the words
 *     found, numbered from 0 in the order of the regions
 * @param score 0 to 1
 * @param box in pixels of the upright image; it may be partly outside
 * @param ranges the words found of a phrase, as ranges of its characters from left to right; empty
 *     for tags
 */
public record Region(Tag tag, float score, Box box, List<TextRange> ranges) {

  /**
   * Checks the score and copies the list.
   *
   * @throws IllegalArgumentException if the score is not from 0 to 1
   */
  public Region {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(box, "box");
    ranges = List.copyOf(ranges);
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: expected 0 to 1, found " + score);
    }
  }
}
