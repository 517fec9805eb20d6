package io.github.ram4j.data;

/**
 * Quantiles of scores.
 *
 * @param low a tenth of the scores are below it; in [0, 1], NaN where there are no scores
 * @param median half of them are
 * @param high nine tenths are
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
