package io.github.ram4j.data;

import io.github.ram4j.ThresholdPolicy;
import java.util.Objects;

/**
 * How tags are added.
 *
 * @param thresholds the score that a tag has to exceed; gets the recognizer's own threshold
 * @param strict whether an image that cannot be read is an error; otherwise its example is passed
 *     on as it is
 */
public record GenerateOptions(ThresholdPolicy thresholds, boolean strict) {
  /** Checks that there are thresholds. */
  public GenerateOptions {
    Objects.requireNonNull(thresholds, "thresholds");
  }

  /**
   * The recognizer's own thresholds; not strict.
   *
   * @return the options
   */
  public static GenerateOptions defaults() {
    return new GenerateOptions(ThresholdPolicy.published(), false);
  }
}
