package io.github.ram4j.server.batch;

import java.time.Duration;

/**
 * How inputs are inferred together.
 *
 * @param maxBatch inputs of one inference, 1 for no batches
 * @param window how long the first input of a batch waits for others at most
 * @param queue inputs that wait at most
 * @param workers inferences at once
 */
public record BatchSettings(int maxBatch, Duration window, int queue, int workers) {
  /** Checks the numbers. */
  public BatchSettings {
    if (maxBatch < 1 || queue < 1 || workers < 1 || window.isNegative()) {
      throw new IllegalArgumentException(
          ("batches: expected 1 or more inputs, places in the queue and workers, and a window of 0"
                  + " or more, found %d, %d, %d and %s")
              .formatted(maxBatch, queue, workers, window));
    }
  }
}
