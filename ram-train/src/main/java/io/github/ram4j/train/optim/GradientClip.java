package io.github.ram4j.train.optim;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Keeps the norm of all gradients together below a bound. */
@SuppressWarnings("try") // scopes are there to be closed
public final class GradientClip {
  private static final double TINY = 1e-6;

  private GradientClip() {}

  /**
   * Scales gradients down where their norm is above the bound.
   *
   * @param gradients all of them, changed in place
   * @param bound largest norm; 0 for none
   * @return the norm before
   */
  public static double clip(Tensor gradients, double bound) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      double norm = gradients.norm().item_float();
      if (bound > 0 && norm > bound) {
        gradients.mul_(new Scalar(bound / (norm + TINY)));
      }
      return norm;
    }
  }
}
