package io.github.ram4j;

import java.util.Objects;

/**
 * A tag with what a model says of one image.
 *
 * @param tag the tag
 * @param score the sigmoid of the tag's logit, in [0, 1]
 * @param threshold the tag holds where the score is greater than this
 */
public record TagScore(Tag tag, float score, float threshold) {

  /** Checks that there is a tag. */
  public TagScore {
    Objects.requireNonNull(tag, "tag");
  }

  /**
   * Whether the tag holds.
   *
   * @return whether the score is greater than the threshold; equal is not enough, as in the
   *     authors' {@code generate_tag}
   */
  public boolean holds() {
    return score > threshold;
  }
}
