package io.github.ram4j.train.model;

import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Forward pass through a model: its parameters by name, and its dropout.
 *
 * <p>The tensors that it makes belong to the {@code PointerScope} of the caller. Not thread-safe.
 */
public final class Forward {
  /** Number of possible draws of 16 bits. */
  private static final int DRAWN = 1 << 16;

  private final ParameterStore parameters;
  private final double dropout;
  private final double dropPath;
  private final SplittableRandom random;

  private Forward(
      ParameterStore parameters, double dropout, double dropPath, SplittableRandom random) {
    this.parameters = parameters;
    this.dropout = dropout;
    this.dropPath = dropPath;
    this.random = random;
  }

  /** A pass that drops nothing, as in recognition. */
  public static Forward exact(ParameterStore parameters) {
    return new Forward(parameters, 0, 0, new SplittableRandom(0));
  }

  /**
   * A pass in training.
   *
   * @param dropout share of values dropped in the BERT parts, 0 to below 1
   * @param dropPath share of residual branches dropped in the last block of the Swin encoder, less
   *     in those before
   * @param seed seed of dropout
   */
  public static Forward training(
      ParameterStore parameters, double dropout, double dropPath, long seed) {
    return new Forward(parameters, dropout, dropPath, new SplittableRandom(seed));
  }

  /** A parameter by its published name. */
  Tensor parameter(String name) {
    return parameters.get(name);
  }

  /** x·Wᵀ + b over the last dimension. */
  Tensor dense(String name, Tensor x) {
    return linear(x, parameter(name + ".weight"), new TensorOptional(parameter(name + ".bias")));
  }

  /** LayerNorm over the last dimension. */
  Tensor norm(String name, Tensor x, double epsilon) {
    Tensor weight = parameter(name + ".weight");
    return layer_norm(
        x,
        new long[] {weight.size(0)},
        new TensorOptional(weight),
        new TensorOptional(parameter(name + ".bias")),
        epsilon,
        false);
  }

  /** The exact GELU, by the error function. */
  static Tensor activate(Tensor x) {
    return gelu(x);
  }

  /** Dropout: drops single values and scales the others up. */
  Tensor drop(Tensor x) {
    return dropout == 0 ? x : x.mul(kept(x.sizes().vec().get(), dropout).to(x.scalar_type()));
  }

  /**
   * Stochastic depth: drops whole residual branches and scales the others up.
   *
   * @param branch [batch, …]
   * @param depth relative depth in the encoder, 0 for the first block to 1 for the last
   */
  Tensor dropPath(Tensor branch, double depth) {
    double rate = dropPath * depth;
    if (rate == 0) {
      return branch;
    }
    long[] shape = new long[(int) branch.dim()];
    Arrays.fill(shape, 1);
    shape[0] = branch.size(0);
    return branch.mul(kept(shape, rate).to(branch.scalar_type()));
  }

  /**
   * Random dropout mask: 0 for dropped values, elsewhere the scale of the others. It is drawn here,
   * four at a time, since libtorch draws a double for each, which is slow; docs/lab-notes.md has
   * the figure.
   */
  private Tensor kept(long[] shape, double rate) {
    float[] factors = new float[Math.toIntExact(ParameterStore.elements(shape))];
    int dropped = (int) Math.round(rate * DRAWN);
    float scale = (float) DRAWN / (DRAWN - dropped);
    long drawn = 0;
    for (int i = 0; i < factors.length; i++) {
      drawn = i % 4 == 0 ? random.nextLong() : drawn >>> 16;
      factors[i] = (drawn & (DRAWN - 1)) < dropped ? 0 : scale;
    }
    return torch.tensor(factors).view(shape);
  }
}
