package io.github.ram4j.vocabulary;

import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.OperatingPoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The spread of a tag's threshold over samples of the images, drawn with replacement (a bootstrap).
 * Of the same scores it is always the same. Not thread-safe.
 */
final class ThresholdSpread {
  private static final int SAMPLES = 200;

  /** Samples at either end that do not count: 2.5 %. */
  private static final int OUTSIDE = SAMPLES / 40;

  private static final long SEED = 18;

  /** The scores, falling. */
  private final float[] scores;

  /** Whether the image of a score shows the tag. */
  private final boolean[] shown;

  private final CalibrationGoal goal;

  private ThresholdSpread(float[] scores, boolean[] shown, CalibrationGoal goal) {
    this.scores = scores;
    this.shown = shown;
    this.goal = goal;
  }

  /**
   * Draws samples.
   *
   * @param scores float32 [images], probabilities
   * @param shown for each image whether it shows the tag
   * @return the interval of the middle 95 % of the thresholds; empty if an image that shows the tag
   *     was missing from more samples than the interval leaves out
   */
  static Optional<Interval> of(float[] scores, boolean[] shown, CalibrationGoal goal) {
    int[] order = falling(scores);
    float[] sorted = new float[order.length];
    boolean[] labels = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = scores[order[i]];
      labels[i] = shown[order[i]];
    }
    return new ThresholdSpread(sorted, labels, goal).interval();
  }

  private static int[] falling(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      // Bits of numbers from 0 to 1 are in the order of the numbers.
      keys[i] = (long) -Float.floatToIntBits(scores[i] + 0.0f) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  private Optional<Interval> interval() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] thresholds = new float[SAMPLES];
    int found = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[] times = new int[scores.length];
      for (int i = 0; i < times.length; i++) {
        times[random.nextInt(times.length)]++;
      }
      if (positives(times) > 0) {
        thresholds[found++] = threshold(times);
      }
    }
    if (SAMPLES - found > OUTSIDE) {
      return Optional.empty();
    }
    Arrays.sort(thresholds, 0, found);
    return Optional.of(new Interval(thresholds[OUTSIDE], thresholds[found - 1 - OUTSIDE]));
  }

  private int positives(int[] times) {
    int positives = 0;
    for (int i = 0; i < times.length; i++) {
      positives += shown[i] ? times[i] : 0;
    }
    return positives;
  }

  /** The threshold of one sample, by the rule of {@link io.github.ram4j.evaluate.Calibration}. */
  private float threshold(int[] times) {
    int all = positives(times);
    float threshold = 1;
    double bestF1 = 0;
    float chosen = Float.NaN;
    int right = 0;
    int wrong = 0;
    int next = 0;
    while (next < times.length) {
      float score = scores[next];
      int before = right + wrong;
      for (; next < times.length && scores[next] == score; next++) {
        right += shown[next] ? times[next] : 0;
        wrong += shown[next] ? 0 : times[next];
      }
      if (right + wrong > before) {
        threshold = Float.isNaN(chosen) ? threshold : midway(score, chosen);
        OperatingPoint point = new OperatingPoint(score, right, wrong, all - right);
        boolean better =
            goal.isBestF1()
                ? point.f1() > bestF1
                : right > 0 && point.precision() >= goal.precision();
        bestF1 = better ? point.f1() : bestF1;
        chosen = better ? score : Float.NaN;
      }
    }
    return Float.isNaN(chosen) ? threshold : midway(0, chosen);
  }

  private static float midway(float lower, float higher) {
    float middle = lower + (higher - lower) / 2;
    return middle > lower ? middle : higher;
  }
}
