package io.github.ram4j.data;

import io.github.ram4j.ThresholdPolicy;
import java.util.Objects;

/** Options of adding tags that a model predicts. Immutable and thread-safe. */
public final class GenerateOptions {
  private final ThresholdPolicy thresholds;
  private final boolean strict;

  private GenerateOptions(ThresholdPolicy thresholds, boolean strict) {
    this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
    this.strict = strict;
  }

  /**
   * The recognizer's own thresholds; not strict.
   *
   * @return the options
   */
  public static GenerateOptions defaults() {
    return new GenerateOptions(ThresholdPolicy.published(), false);
  }

  /**
   * Options with other thresholds.
   *
   * @param policy threshold of a tag, as a function of the recognizer's own
   * @return new options
   */
  public GenerateOptions withThresholds(ThresholdPolicy policy) {
    return new GenerateOptions(policy, strict);
  }

  /**
   * Options that refuse unreadable images, or pass their examples on.
   *
   * @param fail whether such an image is an error; otherwise its example is passed on as it is
   * @return new options
   */
  public GenerateOptions withStrict(boolean fail) {
    return new GenerateOptions(thresholds, fail);
  }

  /**
   * The score that a tag has to exceed.
   *
   * @return a function of the recognizer's own threshold
   */
  public ThresholdPolicy thresholds() {
    return thresholds;
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
