package io.github.ram4j.train;

import java.util.OptionalDouble;

/** Listener of a training, called on the thread that trains. Does nothing unless overridden. */
public interface TrainListener {
  /** Hears nothing. */
  TrainListener NONE = new TrainListener() {};

  /**
   * A run begins.
   *
   * @param step that was done last, 0 for a new training
   */
  default void started(long step) {}

  /**
   * A step was done.
   *
   * @param progress of the training
   */
  default void step(StepProgress progress) {}

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
