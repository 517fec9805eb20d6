package io.github.ram4j.data;

/**
 * Options of the search for improbable tags; {@link TagCleaner} states the rule. Immutable and
 * thread-safe.
 */
public final class CleanOptions {
  /** The default quantile of the scores of images without the tag. */
  public static final double DEFAULT_OTHERS_QUANTILE = 0.8;

  /** The default for the largest share of a tag's images. */
  public static final double DEFAULT_MAX_SHARE = 0.3;

  /** The default for the least number of images. */
  public static final int DEFAULT_MIN_EXAMPLES = 10;

  private final double othersQuantile;
  private final double maxShare;
  private final int minExamples;
  private final boolean remove;
  private final boolean strict;

  private CleanOptions(
      double othersQuantile, double maxShare, int minExamples, boolean remove, boolean strict) {
    requireShare(othersQuantile, "quantile of the scores of images without the tag");
    requireShare(maxShare, "largest share of a tag's images");
    if (minExamples < 1) {
      throw new IllegalArgumentException(
          "least number of images of a tag: expected 1 or more, found " + minExamples);
    }
    this.othersQuantile = othersQuantile;
    this.maxShare = maxShare;
    this.minExamples = minExamples;
    this.remove = remove;
    this.strict = strict;
  }

  private static void requireShare(double share, String what) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "%s: expected more than 0 and less than 1, found %s".formatted(what, share));
    }
  }

  /**
   * The defaults: improbable tags are marked, and examples of unreadable images are passed on.
   *
   * @return the options
   */
  public static CleanOptions defaults() {
    return new CleanOptions(
        DEFAULT_OTHERS_QUANTILE, DEFAULT_MAX_SHARE, DEFAULT_MIN_EXAMPLES, false, false);
  }

  /**
   * Options with another quantile.
   *
   * @param share of the images without a tag that score below its limit, in (0, 1)
   * @return new options
   * @throws IllegalArgumentException if it is out of its range
   */
  public CleanOptions withOthersQuantile(double share) {
    return new CleanOptions(share, maxShare, minExamples, remove, strict);
  }

  /**
   * Options with another largest share.
   *
   * @param share largest share of a tag's images in which it may be improbable, in (0, 1)
   * @return new options
   * @throws IllegalArgumentException if it is out of its range
   */
  public CleanOptions withMaxShare(double share) {
    return new CleanOptions(othersQuantile, share, minExamples, remove, strict);
  }

  /**
   * Options with another least number of images.
   *
   * @param images number of images below which a tag is left alone, at least 1
   * @return new options
   * @throws IllegalArgumentException if it is below 1
   */
  public CleanOptions withMinExamples(int images) {
    return new CleanOptions(othersQuantile, maxShare, images, remove, strict);
  }

  /**
   * Options that remove improbable tags, or mark them.
   *
   * @param take whether improbable tags are removed from the examples; otherwise they are marked
   * @return new options
   */
  public CleanOptions withRemove(boolean take) {
    return new CleanOptions(othersQuantile, maxShare, minExamples, take, strict);
  }

  /**
   * Options that refuse unreadable images, or pass their examples on.
   *
   * @param fail whether such an image is an error; otherwise its example is passed on as it is
   * @return new options
   */
  public CleanOptions withStrict(boolean fail) {
    return new CleanOptions(othersQuantile, maxShare, minExamples, remove, fail);
  }

  /**
   * The share of the images without a tag that score below its limit.
   *
   * @return in (0, 1)
   */
  public double othersQuantile() {
    return othersQuantile;
  }

  /**
   * The largest share of a tag's images in which it may be improbable.
   *
   * @return in (0, 1)
   */
  public double maxShare() {
    return maxShare;
  }

  /**
   * The number of images below which a tag is left alone.
   *
   * @return at least 1
   */
  public int minExamples() {
    return minExamples;
  }

  /**
   * Returns whether improbable tags are removed from the examples.
   *
   * @return false if they are only marked
   */
  public boolean remove() {
    return remove;
  }

  /**
   * Returns whether an image that cannot be read is an error.
   *
   * @return false if its example is passed on as it is
   */
  public boolean strict() {
    return strict;
  }
}
