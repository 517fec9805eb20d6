package io.github.ram4j.data;

/**
 * Quantiles of scores.
 *
 * @param low the 10 % quantile, in [0, 1]; NaN without scores
 * @param median the 50 % quantile, likewise
 * @param high the 90 % quantile, likewise
 */
public record ScoreQuantiles(double low, double median, double high) {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /** The quantiles of some logits. */
  static ScoreQuantiles of(LogitCounts counts) {
    return new ScoreQuantiles(score(counts, LOW), score(counts, 0.5), score(counts, HIGH));
  }

  private static double score(LogitCounts counts, double share) {
    return counts.total() == 0 ? Double.NaN : sigmoid(counts.quantile(share));
  }

  /** The score of a logit. */
  static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
