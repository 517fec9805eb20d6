package io.github.ram4j.image.resize;

/**
 * Weights of the input samples of each output sample along one axis.
 *
 * <p>The steps and their order are those of {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc} in Pillow's {@code src/libImaging/Resample.c} with the bilinear filter
 * (support 1), in double precision, so that the integers come out the same. Immutable.
 */
final class ResizeWeights {
  /** A weight of 1 is held as 2^22: 32 bits, less 8 for the sample and 2 to spare. */
  private static final int PRECISION_BITS = 22;

  /** The start of each sum of values times weights, so that it is rounded and not cut. */
  static final int HALF = 1 << (PRECISION_BITS - 1);

  /** First input sample of each output sample: int [outputs]. */
  final int[] firstInput;

  /** Offsets of each output sample's weights, and the end: int [outputs + 1]. */
  final int[] start;

  /** The weights of all output samples one after the other, times 2^22. */
  final int[] weights;

  private ResizeWeights(int[] firstInput, int[] start, int[] weights) {
    this.firstInput = firstInput;
    this.start = start;
    this.weights = weights;
  }

  /**
   * Weights that bring an axis of {@code inputs} samples to {@code outputs} samples.
   *
   * @param inputs at least 1
   * @param outputs at least 1
   */
  static ResizeWeights of(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double support = Math.max(scale, 1.0);
    double perSample = 1.0 / support;
    int[] firstInput = new int[outputs];
    int[] start = new int[outputs + 1];
    for (int i = 0; i < outputs; i++) {
      double centre = (i + 0.5) * scale;
      firstInput[i] = (int) Math.max(0, centre - support + 0.5);
      int end = (int) Math.min(inputs, centre + support + 0.5);
      start[i + 1] = Math.addExact(start[i], end - firstInput[i]);
    }
    int[] weights = new int[start[outputs]];
    double[] shares = new double[(int) Math.ceil(support) * 2 + 1];
    for (int i = 0; i < outputs; i++) {
      double centre = (i + 0.5) * scale;
      int taps = start[i + 1] - start[i];
      double sum = 0;
      for (int t = 0; t < taps; t++) {
        double distance = Math.abs((t + firstInput[i] - centre + 0.5) * perSample);
        shares[t] = Math.max(0, 1.0 - distance);
        sum += shares[t];
      }
      for (int t = 0; t < taps; t++) {
        double share = sum == 0 ? shares[t] : shares[t] / sum;
        weights[start[i] + t] = (int) (0.5 + share * (1 << PRECISION_BITS));
      }
    }
    return new ResizeWeights(firstInput, start, weights);
  }

  /** The 8-bit sample of a sum, {@link #HALF} included and below 2^32. */
  static byte sample(int sum) {
    return (byte) Math.min(255, sum >>> PRECISION_BITS);
  }
}
