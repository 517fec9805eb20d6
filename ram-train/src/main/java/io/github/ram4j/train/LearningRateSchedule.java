package io.github.ram4j.train;

/**
 * The learning rate of each step: a linear warm-up, then half a cosine down to the last step.
 * Immutable and thread-safe.
 */
public final class LearningRateSchedule {
  /** Steps of the published warm-up, and the share of a short training that it takes at most. */
  private static final long WARMUP = 3000;

  private static final int WARMUP_SHARE = 20;

  private final double peak;

  /** Null for the default, which depends on the length of the training. */
  private final Long warmup;

  private final double floor;

  private LearningRateSchedule(double peak, Long warmup, double floor) {
    Checks.require(
        peak > 0 && peak < Double.POSITIVE_INFINITY,
        "peak of the learning rate",
        "a number above 0",
        peak);
    Checks.require(
        warmup == null || warmup >= 0, "warm-up of the learning rate", "0 steps or more", warmup);
    Checks.require(
        floor >= 0 && floor <= peak, "floor of the learning rate", "0 to the peak " + peak, floor);
    this.peak = peak;
    this.warmup = warmup;
    this.floor = floor;
  }

  /**
   * A cosine down to 0 after a warm-up of a twentieth of all steps, at most 3,000.
   *
   * @param peak the rate at the end of the warm-up, above 0
   * @return the schedule
   * @throws IllegalArgumentException if the peak is no such number
   */
  public static LearningRateSchedule cosine(double peak) {
    return new LearningRateSchedule(peak, null, 0);
  }

  /**
   * A schedule with another peak.
   *
   * @param rate at the end of the warm-up, above 0 and not below the floor
   * @return a new schedule
   */
  public LearningRateSchedule withPeak(double rate) {
    return new LearningRateSchedule(rate, warmup, floor);
  }

  /**
   * A schedule with another warm-up.
   *
   * @param steps number of steps with a rising rate, 0 or more
   * @return a new schedule
   */
  public LearningRateSchedule withWarmup(long steps) {
    return new LearningRateSchedule(peak, steps, floor);
  }

  /**
   * A schedule that ends at another rate.
   *
   * @param rate of the last step, 0 to the peak
   * @return a new schedule
   */
  public LearningRateSchedule withFloor(double rate) {
    return new LearningRateSchedule(peak, warmup, rate);
  }

  /**
   * The highest rate.
   *
   * @return above 0
   */
  public double peak() {
    return peak;
  }

  /**
   * The steps of the warm-up.
   *
   * @param steps of the whole training
   * @return 0 or more
   */
  public long warmup(long steps) {
    return warmup == null ? Math.min(WARMUP, steps / WARMUP_SHARE) : warmup;
  }

  /**
   * The rate of the last step.
   *
   * @return 0 to the peak
   */
  public double floor() {
    return floor;
  }

  /**
   * The rate of a step.
   *
   * @param step from 1
   * @param steps of the whole training
   * @return from the floor, or from 0 within the warm-up, to the peak
   */
  public double at(long step, long steps) {
    long rising = warmup(steps);
    if (step <= rising) {
      return peak * step / rising;
    }
    double done = (double) (step - rising) / Math.max(1, steps - rising);
    return floor + (peak - floor) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
  }
}
