package io.github.ram4j.evaluate;

import java.io.Serializable;
import java.util.Objects;

/**
 * Figures of one tag. Immutable, thread-safe and serializable.
 *
 * @param name English
 * @param threshold score at or above which the tag is taken as predicted
 * @param averagePrecision 0 to 1; see {@link AveragePrecision}
 * @param counts counts of its predictions
 */
public record TagEvaluation(
    String name, float threshold, double averagePrecision, PredictionCounts counts)
    implements Serializable {

  private static final double NO_DIVISION_BY_ZERO = 1e-9;

  /**
   * Counts of a tag's predictions.
   *
   * @param truePositives images that show the tag and for which it is predicted
   * @param falsePositives images that do not show it and for which it is predicted
   * @param falseNegatives images that show it and for which it is not predicted
   */
  public record PredictionCounts(int truePositives, int falsePositives, int falseNegatives)
      implements Serializable {}

  /** Checks that nothing is missing. */
  public TagEvaluation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(counts, "counts");
  }

  /**
   * The images that show the tag and for which it is predicted.
   *
   * @return 0 or more
   */
  public int truePositives() {
    return counts.truePositives();
  }

  /**
   * The images that do not show the tag and for which it is predicted.
   *
   * @return 0 or more
   */
  public int falsePositives() {
    return counts.falsePositives();
  }

  /**
   * The images that show the tag and for which it is not predicted.
   *
   * @return 0 or more
   */
  public int falseNegatives() {
    return counts.falseNegatives();
  }

  /**
   * The images that show the tag.
   *
   * @return 0 or more
   */
  public int positives() {
    return counts.truePositives() + counts.falseNegatives();
  }

  /**
   * The share of predictions that are right.
   *
   * @return TP / (TP + FP + 1e-9); 0 where the tag is never predicted
   */
  public double precision() {
    return share(truePositives(), truePositives() + falsePositives());
  }

  /**
   * The share of the tag's images for which it is predicted.
   *
   * @return TP / (TP + FN + 1e-9); 0 where no image shows the tag
   */
  public double recall() {
    return share(truePositives(), positives());
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @return 0 to 1
   */
  public double f1() {
    return f1(precision(), recall());
  }

  static double share(long part, long whole) {
    return part / (whole + NO_DIVISION_BY_ZERO);
  }

  static double f1(double precision, double recall) {
    return 2 * precision * recall / (precision + recall + NO_DIVISION_BY_ZERO);
  }
}
