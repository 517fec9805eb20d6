package io.github.ram4j.train.optim;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The exponential moving average of weights, which recognizes better than the weights of any step.
 *
 * <p>Early steps weigh less: after n steps the decay is (1 + n) / (10 + n) at most. Not
 * thread-safe.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class WeightAverage implements AutoCloseable {
  private final double decay;
  private final Tensor average;

  /**
   * Begins with the weights as they are.
   *
   * @param decay share of the average that stays at each step, 0 to below 1; 0 is no average
   */
  public WeightAverage(Tensor values, double decay) {
    this.decay = decay;
    try (PointerScope scope = new PointerScope()) {
      this.average = values.detach().clone().retainReference();
    }
  }

  /**
   * Adds the weights of a step.
   *
   * @param step number of the step, from 1
   */
  public void add(Tensor values, long step) {
    add(values, step, new Block(0, values.numel()));
  }

  /** Adds a block of the weights of a step. */
  void add(Tensor values, long step, Block block) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      double now = Math.min(decay, (1.0 + step) / (10.0 + step));
      block.of(average).lerp_(block.of(values), new Scalar(1 - now));
    }
  }

  /** The average, as long as all trained parameters. */
  public Tensor average() {
    return average;
  }

  /** Runs an action with the average in the place of the weights. */
  public void exchanged(Tensor values, Runnable action) {
    exchange(values);
    try {
      action.run();
    } finally {
      exchange(values);
    }
  }

  private void exchange(Tensor values) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor kept = values.clone();
      values.copy_(average);
      average.copy_(kept);
    }
  }

  @Override
  public void close() {
    average.close();
  }
}
