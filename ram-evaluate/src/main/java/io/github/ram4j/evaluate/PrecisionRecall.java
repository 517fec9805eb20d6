package io.github.ram4j.evaluate;

/**
 * Precision and recall of all tags together.
 *
 * @param precision 0 to 1
 * @param recall 0 to 1
 */
public record PrecisionRecall(double precision, double recall) {

  /**
   * The harmonic mean of both.
   *
   * @return 0 to 1
   */
  public double f1() {
    return TagEvaluation.f1(precision, recall);
  }
}
