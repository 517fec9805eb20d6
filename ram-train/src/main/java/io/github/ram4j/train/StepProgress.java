package io.github.ram4j.train;

import java.time.Duration;

/** The progress of a training after a step. Immutable and thread-safe. */
public final class StepProgress {
  private final long step;
  private final long steps;
  private final StepLosses losses;
  private final Update update;
  private final double imagesPerSecond;
  private final Duration left;

  /** The change of the weights by a step. */
  record Update(double learningRate, double gradientNorm) {}

  /**
   * Progress after a step.
   *
   * @param imagesPerSecond 0 if not known yet
   */
  StepProgress(
      long step,
      long steps,
      StepLosses losses,
      Update update,
      double imagesPerSecond,
      Duration left) {
    this.step = step;
    this.steps = steps;
    this.losses = losses;
    this.update = update;
    this.imagesPerSecond = imagesPerSecond;
    this.left = left;
  }

  /**
   * The number of the step.
   *
   * @return from 1
   */
  public long step() {
    return step;
  }

  /**
   * The steps of the whole training.
   *
   * @return 1 or more
   */
  public long steps() {
    return steps;
  }

  /**
   * The losses of the step.
   *
   * @return means over its images
   */
  public StepLosses losses() {
    return losses;
  }

  /**
   * The learning rate of the step.
   *
   * @return 0 or more
   */
  public double learningRate() {
    return update.learningRate();
  }

  /**
   * The norm of all gradients before they were clipped.
   *
   * @return 0 or more
   */
  public double gradientNorm() {
    return update.gradientNorm();
  }

  /**
   * The speed of this run so far, validations and savings aside.
   *
   * @return images in a second; 0 at the first step
   */
  public double imagesPerSecond() {
    return imagesPerSecond;
  }

  /**
   * The time until the last step at this speed.
   *
   * @return 0 if the speed is not known yet
   */
  public Duration left() {
    return left;
  }
}
