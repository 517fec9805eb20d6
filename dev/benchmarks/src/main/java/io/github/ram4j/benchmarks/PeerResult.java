package io.github.ram4j.benchmarks;

/**
 * Result of one system by peers.py.
 *
 * @param name of the system
 * @param medianSeconds of an image
 * @param minSeconds of an image
 * @param maxLogitError the largest difference to PyTorch's fp32 logits, NaN if it gave none
 * @param correlation of the logits with PyTorch's, NaN if it gave none
 */
record PeerResult(
    String name,
    double medianSeconds,
    double minSeconds,
    double maxLogitError,
    double correlation) {

  /** The largest difference of logits at which fp32 agrees. */
  private static final double MAX_LOGIT_ERROR = 1e-3;

  /** The lowest correlation of logits at which reduced precision agrees. */
  private static final double MIN_CORRELATION = 0.99;

  /**
   * Checks that the answers agree with PyTorch's within the limits of the precision.
   *
   * @throws MeasurementException if they do not, or there are none
   */
  void requireAgreement(boolean fp32) {
    if (fp32 && !(maxLogitError <= MAX_LOGIT_ERROR)) {
      throw new MeasurementException(
          "%s: expected logits within %.0e of PyTorch's, found a difference of %.1e"
              .formatted(name, MAX_LOGIT_ERROR, maxLogitError));
    }
    if (!fp32 && !(correlation >= MIN_CORRELATION)) {
      throw new MeasurementException(
          "%s: expected logits whose correlation with PyTorch's is %.2f or more, found %.5f"
              .formatted(name, MIN_CORRELATION, correlation));
    }
  }
}
