package io.github.ram4j.data;

import java.util.Arrays;

/**
 * Limit of a tag: the logit below which the given tag is improbable, by the rule of {@link
 * TagCleaner}.
 *
 * @param logit the limit; −∞ where nothing is improbable
 * @param note the reason for a missing limit; empty if there is one
 */
record CleanLimits(double logit, String note) {

  /**
   * Finds the limit.
   *
   * @param given logits of the tag in images that have it; sorted here
   * @param others counts of logits of the tag in all images without it
   */
  static CleanLimits of(float[] given, LogitCounts others, CleanOptions options) {
    if (given.length < options.minExamples()) {
      return none(
          "left alone: %d image%s, of %d"
              .formatted(given.length, given.length == 1 ? "" : "s", options.minExamples()));
    }
    if (others.total() == 0) {
      return none("left alone: all images have it");
    }
    Arrays.sort(given);
    double cut = others.quantile(options.othersQuantile());
    double lowest = given[(int) (options.maxShare() * given.length)];
    if (given[given.length / 2] < cut) {
      return none("left alone: the model does not tell it from others");
    }
    return new CleanLimits(Math.min(cut, lowest), "");
  }

  private static CleanLimits none(String note) {
    return new CleanLimits(Double.NEGATIVE_INFINITY, note);
  }
}
