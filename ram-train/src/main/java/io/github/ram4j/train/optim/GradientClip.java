package io.github.ram4j.train.optim;

/** Keeps the norm of all gradients together below a bound. */
final class GradientClip {
  private static final double TINY = 1e-6;

  private GradientClip() {}

  /**
   * The factor of all gradients.
   *
   * @param norm of all of them
   * @param bound largest norm that they may have; 0 for any
   */
  static double factor(double norm, double bound) {
    return bound > 0 && norm > bound ? bound / (norm + TINY) : 1;
  }
}
