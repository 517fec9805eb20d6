package io.github.ram4j.train;

import java.util.OptionalDouble;

/** Listener of a training, called on the thread that trains. Does nothing unless overridden. */
public interface TrainListener {
  /** A listener that does nothing. */
  TrainListener NONE = new TrainListener() {};

  /**
   * Reports the start of a run.
   *
   * @param step the last step, 0 for a new training
   */
  default void started(long step) {}

  /**
   * Reports a step.
   *
   * @param progress of the training
   */
  default void step(StepProgress progress) {}

  /**
   * Reports a validation.
   *
   * @param step the last step before the validation
   * @param meanAveragePrecision mAP of the averaged weights, over the tags that an image shows
   * @param best highest mAP of earlier validations; empty at the first
   */
  default void validated(long step, double meanAveragePrecision, OptionalDouble best) {}

  /**
   * Reports a save of the state.
   *
   * @param step the last step
   */
  default void saved(long step) {}
}
