package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;

/**
 * Options of the minimized loss (docs/models/training.md). With captions it is the caption loss
 * plus the tag loss, scaled to the same size. Without captions it is the asymmetric loss of tags
 * alone, summed over tags and averaged over images. The distance to a teacher's features and the
 * alignment of captions are added to either, where the examples have them.
 *
 * <p>Immutable and thread-safe.
 */
public final class LossOptions {
  private final double gammaNegative;
  private final double gammaPositive;
  private final double shift;
  private final double labelSmoothing;

  private LossOptions(
      double gammaNegative, double gammaPositive, double shift, double labelSmoothing) {
    Checks.require(gammaNegative >= 0, "gamma of negatives", "0 or more", gammaNegative);
    Checks.require(gammaPositive >= 0, "gamma of positives", "0 or more", gammaPositive);
    Checks.requireShare(shift, "probability shift of negatives");
    Checks.requireShare(labelSmoothing, "label smoothing");
    this.gammaNegative = gammaNegative;
    this.gammaPositive = gammaPositive;
    this.shift = shift;
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * The published values of a family: gamma of negatives 7, of RAM++ 4; gamma of positives 0;
   * probability shift 0.05; label smoothing 0.1.
   *
   * @param family of the model
   * @return the options
   */
  public static LossOptions published(ModelFamily family) {
    return new LossOptions(family.equals(ModelFamily.RAM_PLUS) ? 4 : 7, 0, 0.05, 0.1);
  }

  /**
   * Plain binary cross-entropy of tags, without smoothing of captions.
   *
   * @return the options
   */
  public static LossOptions crossEntropy() {
    return new LossOptions(0, 0, 0, 0);
  }

  /**
   * Options with other focusing parameters of the asymmetric loss.
   *
   * @param negative of tags that an image does not show, 0 or more
   * @param positive of tags that it shows, 0 or more
   * @return new options
   */
  public LossOptions withGamma(double negative, double positive) {
    return new LossOptions(negative, positive, shift, labelSmoothing);
  }

  /**
   * Options with another probability shift.
   *
   * @param share reduction of the probabilities of negatives, 0 to below 1
   * @return new options
   */
  public LossOptions withShift(double share) {
    return new LossOptions(gammaNegative, gammaPositive, share, labelSmoothing);
  }

  /**
   * Options with another label smoothing of captions.
   *
   * @param share of each target that is spread over all tokens, 0 to below 1
   * @return new options
   */
  public LossOptions withLabelSmoothing(double share) {
    return new LossOptions(gammaNegative, gammaPositive, shift, share);
  }

  /**
   * The focusing parameter of tags that an image does not show.
   *
   * @return 0 or more
   */
  public double gammaNegative() {
    return gammaNegative;
  }

  /**
   * The focusing parameter of tags that an image shows.
   *
   * @return 0 or more
   */
  public double gammaPositive() {
    return gammaPositive;
  }

  /**
   * The probability shift of negatives.
   *
   * @return 0 to below 1
   */
  public double shift() {
    return shift;
  }

  /**
   * The label smoothing of captions.
   *
   * @return 0 to below 1
   */
  public double labelSmoothing() {
    return labelSmoothing;
  }
}
