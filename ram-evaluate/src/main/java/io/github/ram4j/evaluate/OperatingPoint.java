package io.github.ram4j.evaluate;

/**
 * The precision and recall at one threshold.
 *
 * @param threshold predictions are scores at or above it
 * @param truePositives predictions that are right
 * @param falsePositives predictions that are wrong
 * @param falseNegatives shown tags that are not predicted
 */
public record OperatingPoint(
    float threshold, long truePositives, long falsePositives, long falseNegatives) {

  /**
   * The share of predictions that are right.
   *
   * @return 0 to 1; 0 where nothing is predicted
   */
  public double precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /**
   * The share of shown tags that are predicted.
   *
   * @return 0 to 1; 0 where nothing is shown
   */
  public double recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @return 0 to 1
   */
  public double f1() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
