package io.github.ram4j.spark.data;

import io.github.ram4j.ThresholdPolicy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of evaluating on a cluster. Immutable and thread-safe. */
public final class SparkEvaluationOptions {
  private final @Nullable ThresholdPolicy thresholds;
  private final boolean skipUnreadable;
  private final boolean countUnknown;
  private final int partitions;

  private SparkEvaluationOptions(
      @Nullable ThresholdPolicy thresholds,
      boolean skipUnreadable,
      boolean countUnknown,
      int partitions) {
    this.thresholds = thresholds;
    this.skipUnreadable = skipUnreadable;
    this.countUnknown = countUnknown;
    this.partitions = partitions;
    if (partitions < 0) {
      throw new IllegalArgumentException(
          "partitions: expected 1 or more, or 0 for three a core, found " + partitions);
    }
  }

  /**
   * The defaults: the model's thresholds, an unreadable image is an error, tags that the model
   * lacks are left out, three partitions for each core of the cluster.
   *
   * @return the options
   */
  public static SparkEvaluationOptions defaults() {
    return new SparkEvaluationOptions(null, false, false, 0);
  }

  /**
   * Options with other thresholds.
   *
   * @param policy threshold of a tag, as a function of the model's own
   * @return new options
   */
  public SparkEvaluationOptions withThresholds(ThresholdPolicy policy) {
    return new SparkEvaluationOptions(policy, skipUnreadable, countUnknown, partitions);
  }

  /**
   * Options that leave unreadable images out, or refuse them.
   *
   * @param skip whether such an image is left out; otherwise it is an error
   * @return new options
   */
  public SparkEvaluationOptions withSkipUnreadable(boolean skip) {
    return new SparkEvaluationOptions(thresholds, skip, countUnknown, partitions);
  }

  /**
   * Options that count tags of the truth that the model lacks, or leave them out.
   *
   * @param count whether they count as misses
   * @return new options
   */
  public SparkEvaluationOptions withCountUnknown(boolean count) {
    return new SparkEvaluationOptions(thresholds, skipUnreadable, count, partitions);
  }

  /**
   * Options with another number of partitions.
   *
   * @param count of partitions; 0 for three a core
   * @return new options
   * @throws IllegalArgumentException if it is negative
   */
  public SparkEvaluationOptions withPartitions(int count) {
    return new SparkEvaluationOptions(thresholds, skipUnreadable, countUnknown, count);
  }

  Optional<ThresholdPolicy> thresholds() {
    return Optional.ofNullable(thresholds);
  }

  boolean skipUnreadable() {
    return skipUnreadable;
  }

  boolean countUnknown() {
    return countUnknown;
  }

  int partitions() {
    return partitions;
  }
}
