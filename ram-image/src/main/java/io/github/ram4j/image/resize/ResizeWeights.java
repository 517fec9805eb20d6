package io.github.ram4j.image.resize;

/**
 * Weights of the input samples of each output sample along one axis.
 *
 * <p>The steps and their order are those of {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc} in Pillow's {@code src/libImaging/Resample.c}, in double precision, so
 * that the integers come out the same. Immutable.
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
   * @param filter the kernel
   * @param inputs at least 1
   * @param outputs at least 1
   */
  static ResizeWeights of(ResizeFilter filter, int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double filterScale = Math.max(scale, 1.0);
    double support = filter.support * filterScale;
    double perSample = 1.0 / filterScale;
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
        shares[t] = filter.weight((t + firstInput[i] - centre + 0.5) * perSample);
        sum += shares[t];
      }
      for (int t = 0; t < taps; t++) {
        double share = sum == 0 ? shares[t] : shares[t] / sum;
        weights[start[i] + t] = (int) (Math.copySign(0.5, share) + share * (1 << PRECISION_BITS));
      }
    }
    return new ResizeWeights(firstInput, start, weights);
  }

  /** The 8-bit sample of a sum, {@link #HALF} included. */
  static byte sample(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }

  /** The sum in the lower half of a long that holds two. */
  static int lower(long both) {
    return (int) both;
  }

  /** The sum in the upper half of a long that holds two; a negative one below borrowed from it. */
  static int upper(long both) {
    return (int) ((both - lower(both)) >> 32);
  }
}
