package io.github.ram4j;

import java.util.Objects;

/**
 * A tag with its score for one image and its threshold.
 *
 * @param tag the tag
 * @param score the sigmoid of the tag's logit, in [0, 1]
 * @param threshold the tag is predicted where the score is greater
 */
public record TagScore(Tag tag, float score, float threshold) {

  /** Checks that there is a tag. */
  public TagScore {
    Objects.requireNonNull(tag, "tag");
  }

  /**
   * Returns whether the tag is predicted.
   *
   * @return whether the score is greater than the threshold; equal is not enough, as in the
   *     authors' {@code generate_tag}
   */
  public boolean holds() {
    return score > threshold;
  }
}
