package io.github.ram4j.data;

/**
 * The rule by which given tags are improbable; see {@link TagCleaner}.
 *
 * @param othersQuantile the share of the images without a tag that score below its limit, in (0, 1)
 * @param maxShare the largest share of a tag's images that it is improbable in, in (0, 1)
 * @param minExamples images with a tag below which it is left alone, at least 1
 * @param remove whether improbable tags are taken from the examples; otherwise only marked
 * @param strict whether an image that cannot be read is an error; otherwise its example is passed
 *     on as it is
 */
public record CleanOptions(
    double othersQuantile, double maxShare, int minExamples, boolean remove, boolean strict) {
  /** The quantile of the others' scores if nothing else is said. */
  public static final double DEFAULT_OTHERS_QUANTILE = 0.8;

  /** The largest share of a tag's images if nothing else is said. */
  public static final double DEFAULT_MAX_SHARE = 0.3;

  /** The least number of images if nothing else is said. */
  public static final int DEFAULT_MIN_EXAMPLES = 10;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CleanOptions {
    requireShare(othersQuantile, "quantile of the scores of images without the tag");
    requireShare(maxShare, "largest share of a tag's images");
    if (minExamples < 1) {
      throw new IllegalArgumentException(
          "least number of images of a tag: expected 1 or more, found " + minExamples);
    }
  }

  private static void requireShare(double share, String what) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "%s: expected more than 0 and less than 1, found %s".formatted(what, share));
    }
  }

  /**
   * The defaults of all numbers; improbable tags are marked, bad images passed on.
   *
   * @return the options
   */
  public static CleanOptions defaults() {
    return new CleanOptions(
        DEFAULT_OTHERS_QUANTILE, DEFAULT_MAX_SHARE, DEFAULT_MIN_EXAMPLES, false, false);
  }
}
