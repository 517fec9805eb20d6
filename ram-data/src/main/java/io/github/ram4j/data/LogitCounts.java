package io.github.ram4j.data;

/**
 * Histogram of logits in steps of 1/16 from −16 to 16, with logits beyond in the outermost steps.
 * Its size does not depend on the number of images.
 */
final class LogitCounts {
  private static final int STEPS = 16;
  private static final int BOUND = 16;
  private static final int BINS = 2 * BOUND * STEPS;

  private int[] bins;
  private long total;

  void add(float logit) {
    if (bins == null) {
      bins = new int[BINS];
    }
    int bin = (int) Math.floor((logit + BOUND) * STEPS);
    bins[Math.min(BINS - 1, Math.max(0, bin))]++;
    total++;
  }

  long total() {
    return total;
  }

  /**
   * The logit below which a share of all lies, interpolated linearly within its step.
   *
   * @param share from 0 to 1
   * @throws IllegalStateException if nothing was counted
   */
  double quantile(double share) {
    if (total == 0) {
      throw new IllegalStateException("quantile: expected logits, found none");
    }
    double wanted = share * total;
    double below = 0;
    int last = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (bins[bin] > 0) {
        last = bin;
        if (below + bins[bin] >= wanted) {
          return edge(bin + Math.max(0, wanted - below) / bins[bin]);
        }
        below += bins[bin];
      }
    }
    return edge(last + 1);
  }

  private static double edge(double bin) {
    return bin / STEPS - BOUND;
  }
}
