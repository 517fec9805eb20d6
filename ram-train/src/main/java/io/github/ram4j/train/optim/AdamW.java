package io.github.ram4j.train.optim;

import io.github.ram4j.train.model.ParameterStore;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * AdamW over all trained parameters at once (Loshchilov and Hutter, "Decoupled Weight Decay
 * Regularization"), as {@code torch.optim.AdamW} computes it.
 *
 * <p>Java cannot save the moments of libtorch's own optimizer; here they are two tensors, which the
 * training's state holds. Not thread-safe. {@link #close} releases the moments.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class AdamW implements AutoCloseable {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final ParameterStore parameters;
  private final double weightDecay;
  private final Tensor mean;
  private final Tensor square;

  /**
   * An optimizer before its first step.
   *
   * @param weightDecay share of each weight subtracted per step, times the learning rate
   */
  public AdamW(ParameterStore parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    try (PointerScope scope = new PointerScope()) {
      this.mean = torch.zeros(parameters.values().numel()).retainReference();
      this.square = torch.zeros(parameters.values().numel()).retainReference();
    }
  }

  /**
   * Changes every trained parameter by its gradient.
   *
   * @param step number of this step, from 1
   * @param learningRate of this step
   */
  public void step(long step, double learningRate) {
    step(step, learningRate, new Block(0, parameters.values().numel()));
  }

  /**
   * Changes a block of the trained parameters; blocks are independent of each other.
   *
   * @param step number of this step, from 1
   * @param learningRate of this step
   */
  void step(long step, double learningRate, Block block) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor gradients = block.of(parameters.gradients());
      Tensor values = block.of(parameters.values());
      Tensor first = block.of(mean);
      Tensor second = block.of(square);
      double correction1 = 1 - Math.pow(BETA1, (double) step);
      double correction2 = 1 - Math.pow(BETA2, (double) step);
      values.mul_(new Scalar(1 - learningRate * weightDecay));
      first.lerp_(gradients, new Scalar(1 - BETA1));
      second.mul_(new Scalar(BETA2)).addcmul_(gradients, gradients, new Scalar(1 - BETA2));
      Tensor root = second.sqrt().div_(new Scalar(Math.sqrt(correction2)));
      values.addcdiv_(
          first, root.add_(new Scalar(EPSILON)), new Scalar(-learningRate / correction1));
    }
  }

  /**
   * The first moment, the mean of the gradients so far; as long as all trained parameters, the
   * optimizer's.
   */
  public Tensor mean() {
    return mean;
  }

  /** The second moment, the mean of squared gradients; likewise. */
  public Tensor square() {
    return square;
  }

  @Override
  public void close() {
    mean.close();
    square.close();
  }
}
