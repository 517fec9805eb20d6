package io.github.ram4j.image.resize;

/** Weights of the input samples of each output sample along one axis, as real numbers. */
final class ExactWeights {
  /** First input sample of each output sample. */
  final int[] first;

  /** The weights of each output sample, whose sum is 1. */
  final float[][] weights;

  private ExactWeights(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /**
   * Weights that bring an axis of {@code inputs} samples to {@code outputs} samples.
   *
   * @param filter the kernel
   * @param inputs at least 1
   * @param outputs at least 1
   */
  static ExactWeights of(ResizeFilter filter, int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double coarser = Math.max(scale, 1.0);
    double support = filter.support * coarser;
    int[] first = new int[outputs];
    float[][] weights = new float[outputs][];
    for (int i = 0; i < outputs; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = (int) Math.max(0, centre - support + 0.5);
      int end = (int) Math.min(inputs, centre + support + 0.5);
      double[] shares = new double[end - first[i]];
      double sum = 0;
      for (int t = 0; t < shares.length; t++) {
        shares[t] = filter.weight((t + first[i] - centre + 0.5) / coarser);
        sum += shares[t];
      }
      weights[i] = new float[shares.length];
      for (int t = 0; t < shares.length; t++) {
        weights[i][t] = (float) (sum == 0 ? shares[t] : shares[t] / sum);
      }
    }
    return new ExactWeights(first, weights);
  }

  /** The most weights that an output sample has. */
  int most() {
    int most = 1;
    for (float[] each : weights) {
      most = Math.max(most, each.length);
    }
    return most;
  }
}
