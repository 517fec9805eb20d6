package io.github.ram4j.data;

import java.io.Serializable;

/**
 * Limit of a tag: the logit below which the given tag is improbable, by the rule of {@link
 * TagCleaner}.
 *
 * @param logit the limit; −∞ where nothing is improbable
 * @param note the reason for a missing limit; empty if there is one
 */
record TagLimit(double logit, String note) implements Serializable {

  /**
   * Finds the limit.
   *
   * @param given logits of the tag in images that have it
   * @param others counts of logits of the tag in all images without it
   */
  static TagLimit of(GivenQuantiles given, LogitCounts others, CleanOptions options) {
    if (given.images() < options.minExamples()) {
      return none(
          "left alone: %d image%s, of %d"
              .formatted(given.images(), given.images() == 1 ? "" : "s", options.minExamples()));
    }
    if (others.total() == 0) {
      return none("left alone: all images have it");
    }
    double cut = others.quantile(options.othersQuantile());
    if (given.median() < cut) {
      return none("left alone: the model does not tell it from others");
    }
    return new TagLimit(Math.min(cut, given.lowest()), "");
  }

  private static TagLimit none(String note) {
    return new TagLimit(Double.NEGATIVE_INFINITY, note);
  }
}
