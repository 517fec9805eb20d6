package io.github.ram4j.train;

/**
 * Regularization of a training: weight decay, dropout, drop path, average of weights, gradient
 * clipping. Immutable and thread-safe.
 */
public final class Regularization {
  private final double weightDecay;
  private final double dropout;
  private final double dropPath;
  private final double averageDecay;
  private final double gradientClip;

  private Regularization(
      double weightDecay,
      double dropout,
      double dropPath,
      double averageDecay,
      double gradientClip) {
    Checks.require(weightDecay >= 0, "weight decay", "0 or more", weightDecay);
    Checks.requireShare(dropout, "dropout");
    Checks.requireShare(dropPath, "drop path");
    Checks.requireShare(averageDecay, "decay of the average of weights");
    Checks.require(gradientClip >= 0, "gradient clipping", "a norm of 0 or more", gradientClip);
    this.weightDecay = weightDecay;
    this.dropout = dropout;
    this.dropPath = dropPath;
    this.averageDecay = averageDecay;
    this.gradientClip = gradientClip;
  }

  /**
   * The published values (weight decay 0.05, dropout 0.1, drop path 0.1), an average of weights
   * over about a thousand steps, and gradients clipped to a norm of 1.
   *
   * @return the options
   */
  public static Regularization published() {
    return new Regularization(0.05, 0.1, 0.1, 0.999, 1);
  }

  /**
   * No regularization, to follow a reference or to overfit on purpose.
   *
   * @return the options
   */
  public static Regularization none() {
    return new Regularization(0, 0, 0, 0, 0);
  }

  /**
   * Options with another weight decay.
   *
   * @param decay of AdamW, 0 or more
   * @return new options
   */
  public Regularization withWeightDecay(double decay) {
    return new Regularization(decay, dropout, dropPath, averageDecay, gradientClip);
  }

  /**
   * Options with another dropout.
   *
   * @param share of values dropped in the BERT parts, 0 to below 1
   * @return new options
   */
  public Regularization withDropout(double share) {
    return new Regularization(weightDecay, share, dropPath, averageDecay, gradientClip);
  }

  /**
   * Options with another drop path, also called stochastic depth.
   *
   * @param share of residual branches dropped in the last Swin block, 0 to below 1
   * @return new options
   */
  public Regularization withDropPath(double share) {
    return new Regularization(weightDecay, dropout, share, averageDecay, gradientClip);
  }

  /**
   * Options with another moving average of weights, which is validated and written.
   *
   * @param decay of the average, 0 to below 1; 0 for none
   * @return new options
   */
  public Regularization withAverageDecay(double decay) {
    return new Regularization(weightDecay, dropout, dropPath, decay, gradientClip);
  }

  /**
   * Options with another gradient clipping.
   *
   * @param norm the largest of all gradients together; 0 for none
   * @return new options
   */
  public Regularization withGradientClip(double norm) {
    return new Regularization(weightDecay, dropout, dropPath, averageDecay, norm);
  }

  /**
   * The weight decay of AdamW.
   *
   * @return 0 or more
   */
  public double weightDecay() {
    return weightDecay;
  }

  /**
   * The share of values dropped in the BERT parts.
   *
   * @return 0 to below 1
   */
  public double dropout() {
    return dropout;
  }

  /**
   * The share of residual branches dropped in the last Swin block.
   *
   * @return 0 to below 1
   */
  public double dropPath() {
    return dropPath;
  }

  /**
   * The decay of the moving average of weights.
   *
   * @return 0 to below 1; 0 for no average
   */
  public double averageDecay() {
    return averageDecay;
  }

  /**
   * The largest norm of all gradients together.
   *
   * @return 0 or more; 0 for no clipping
   */
  public double gradientClip() {
    return gradientClip;
  }
}
