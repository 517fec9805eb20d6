package io.github.ram4j.evaluate;

import java.util.Locale;

/**
 * The goal of a calibration of thresholds.
 *
 * @param precision the precision wanted, above 0 and at most 1; NaN for the best F1
 * @param minPositives least number of images of a tag with a threshold of its own, 1 or more
 */
public record CalibrationGoal(double precision, int minPositives) {
  private static final int DEFAULT_MIN_POSITIVES = 10;
  private static final String PRECISION = "precision=";

  /** Checks both. */
  public CalibrationGoal {
    if (!Double.isNaN(precision) && !(precision > 0 && precision <= 1)) {
      throw new IllegalArgumentException(
          "precision to calibrate for: expected above 0 and at most 1, found " + precision);
    }
    if (minPositives < 1) {
      throw new IllegalArgumentException(
          "images that must show a tag: expected 1 or more, found " + minPositives);
    }
  }

  /**
   * The lowest thresholds that have a precision.
   *
   * @param wanted above 0, at most 1
   * @return a goal, for tags that 10 images or more show
   */
  public static CalibrationGoal ofPrecision(double wanted) {
    if (Double.isNaN(wanted)) {
      throw new IllegalArgumentException(
          "precision to calibrate for: expected above 0 and at most 1, found NaN");
    }
    return new CalibrationGoal(wanted, DEFAULT_MIN_POSITIVES);
  }

  /**
   * The thresholds of the best F1.
   *
   * @return a goal, for tags that 10 images or more show
   */
  public static CalibrationGoal ofBestF1() {
    return new CalibrationGoal(Double.NaN, DEFAULT_MIN_POSITIVES);
  }

  /**
   * Reads a goal.
   *
   * @param text {@code precision=0.9} for instance, or {@code f1}
   * @return the goal
   * @throws IllegalArgumentException if it is something else
   */
  public static CalibrationGoal parse(String text) {
    String goal = text.strip().toLowerCase(Locale.ROOT);
    if (goal.equals("f1")) {
      return ofBestF1();
    }
    if (goal.startsWith(PRECISION)) {
      try {
        return ofPrecision(Double.parseDouble(goal.substring(PRECISION.length())));
      } catch (NumberFormatException e) {
        // Said below, together with what is no goal.
      }
    }
    throw new IllegalArgumentException(
        "goal of calibration: expected precision=NUMBER or f1, found \"%s\"".formatted(text));
  }

  /**
   * A goal with another least number of images.
   *
   * @param images least number of images of a tag with a threshold of its own, 1 or more
   * @return a new goal
   */
  public CalibrationGoal withMinPositives(int images) {
    return new CalibrationGoal(precision, images);
  }

  /**
   * Returns whether the best F1 is wanted.
   *
   * @return false for a precision
   */
  public boolean isBestF1() {
    return Double.isNaN(precision);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return isBestF1() ? "f1" : PRECISION + precision;
  }
}
