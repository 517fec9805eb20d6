package io.github.ram4j.train;

import java.time.Duration;
import java.util.OptionalDouble;

/** Hears how a training goes, on the thread that trains. Does nothing unless overridden. */
public interface TrainListener {
  /** Hears nothing. */
  TrainListener NONE = new TrainListener() {};

  /**
   * Where a training stands.
   *
   * @param step that was done last
   * @param steps of the whole training
   * @param losses of the step
   * @param learningRate of the step
   * @param gradientNorm before it was clipped
   * @param imagesPerSecond in this sitting so far, validations and savings aside
   * @param left until the last step, at this speed
   */
  record Progress(
      long step,
      long steps,
      StepLosses losses,
      double learningRate,
      double gradientNorm,
      double imagesPerSecond,
      Duration left) {}

  /**
   * A sitting begins.
   *
   * @param step that was done last, 0 for a new training
   */
  default void begun(long step) {}

  /**
   * A step was done.
   *
   * @param progress where the training stands
   */
  default void step(Progress progress) {}

  /**
   * A validation was done.
   *
   * @param step after which
   * @param meanAveragePrecision of the averaged weights, over the tags that an image shows
   * @param best of the validations before; empty at the first
   */
  default void validated(long step, double meanAveragePrecision, OptionalDouble best) {}

  /**
   * The state was saved.
   *
   * @param step that was done last
   */
  default void saved(long step) {}
}
