package io.github.ram4j.train;

/**
 * The learning rate of each step: a linear warm-up, then half a cosine down to the last step.
 *
 * @param peak reached when the warm-up ends, above 0
 * @param warmupSteps steps of the warm-up, 0 or more
 * @param floor rate of the last step, 0 to {@code peak}
 */
public record LearningRate(double peak, long warmupSteps, double floor) {

  /** Checks the numbers. */
  public LearningRate {
    if (!(peak > 0) || warmupSteps < 0 || !(floor >= 0 && floor <= peak)) {
      throw new IllegalArgumentException(
          "learning rate: expected a peak above 0, 0 or more warm-up steps and a floor from 0 to"
              + " the"
              + " peak, found %s, %d and %s".formatted(peak, warmupSteps, floor));
    }
  }

  /**
   * The rate of a step.
   *
   * @param step from 1
   * @param steps of the whole training
   */
  public double at(long step, long steps) {
    if (step <= warmupSteps) {
      return peak * step / warmupSteps;
    }
    double done = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
    return floor + (peak - floor) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
  }
}
