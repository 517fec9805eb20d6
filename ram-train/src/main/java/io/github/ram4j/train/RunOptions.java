package io.github.ram4j.train;

import java.time.Duration;
import java.util.Objects;

/**
 * Options of a training's computation: threads, precision, intervals of saving and validation.
 * Immutable and thread-safe.
 */
public final class RunOptions {
  private final int threads;
  private final ComputePrecision precision;
  private final Duration saveEvery;
  private final long validateEvery;
  private final Duration timeLimit;

  private RunOptions(
      int threads,
      ComputePrecision precision,
      Duration saveEvery,
      long validateEvery,
      Duration timeLimit) {
    Checks.require(threads > 0, "threads", "1 or more", threads);
    Checks.require(validateEvery > 0, "validate every", "1 step or more", validateEvery);
    Checks.require(!saveEvery.isNegative(), "save every", "a time of 0 or more", saveEvery);
    Checks.require(!timeLimit.isNegative(), "time limit", "a time of 0 or more", timeLimit);
    this.threads = threads;
    this.precision = Objects.requireNonNull(precision, "precision");
    this.saveEvery = saveEvery;
    this.validateEvery = validateEvery;
    this.timeLimit = timeLimit;
  }

  /** Options in float32, with a save every 5 minutes and without a time limit. */
  static RunOptions of(int threads, long validateEvery) {
    return new RunOptions(
        threads, ComputePrecision.FLOAT32, Duration.ofMinutes(5), validateEvery, Duration.ZERO);
  }

  /**
   * Options with a number of threads. A batch is split over them; sums over a batch are rounded in
   * an order that depends on their number.
   *
   * @param count 1 to the images of a batch
   * @return new options
   */
  public RunOptions withThreads(int count) {
    return new RunOptions(count, precision, saveEvery, validateEvery, timeLimit);
  }

  /**
   * Options with the dtype of matrix products.
   *
   * @param dtype of products
   * @return new options
   */
  public RunOptions withPrecision(ComputePrecision dtype) {
    return new RunOptions(threads, dtype, saveEvery, validateEvery, timeLimit);
  }

  /**
   * Options with a time between two savings of the state.
   *
   * @param time 0 or more; 0 to save after every step
   * @return new options
   */
  public RunOptions withSaveEvery(Duration time) {
    return new RunOptions(threads, precision, time, validateEvery, timeLimit);
  }

  /**
   * Options with a number of steps between two validations.
   *
   * @param steps 1 or more
   * @return new options
   */
  public RunOptions withValidateEvery(long steps) {
    return new RunOptions(threads, precision, saveEvery, steps, timeLimit);
  }

  /**
   * Options with a time after which this run saves and stops, to be resumed by a later one.
   *
   * @param time 0 or more; 0 to train to the end
   * @return new options
   */
  public RunOptions withTimeLimit(Duration time) {
    return new RunOptions(threads, precision, saveEvery, validateEvery, time);
  }

  /**
   * The threads.
   *
   * @return 1 or more
   */
  public int threads() {
    return threads;
  }

  /**
   * The dtype of matrix products.
   *
   * @return float32 or bfloat16
   */
  public ComputePrecision precision() {
    return precision;
  }

  /**
   * The time between two savings of the state.
   *
   * @return 0 or more
   */
  public Duration saveEvery() {
    return saveEvery;
  }

  /**
   * The steps between two validations.
   *
   * @return 1 or more
   */
  public long validateEvery() {
    return validateEvery;
  }

  /**
   * The time after which this run saves and stops.
   *
   * @return 0 for none
   */
  public Duration timeLimit() {
    return timeLimit;
  }
}
