package io.github.ram4j.train.optim;

import io.github.ram4j.train.model.ParameterStore;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Update of the weights from the gradients of shards: their sum, its norm, clipping, the optimizer
 * and the average. It works block by block, so that memory is read once.
 *
 * <p>Each thread does one part of each phase; all parts of {@link #sum} must end before the first
 * {@link #apply} begins.
 *
 * @param parameters the trained parameters
 * @param shards their replicas, each with gradients of its own
 * @param optimizer of the parameters
 * @param average of the parameters
 */
@SuppressWarnings("try") // scopes are there to be closed
public record Update(
    ParameterStore parameters,
    List<ParameterStore> shards,
    AdamW optimizer,
    WeightAverage average) {

  /** Copies the list. */
  public Update {
    shards = List.copyOf(shards);
  }

  /**
   * Sums one part of the gradients.
   *
   * @return the sum of their squares
   */
  public double sum(int part, int parts) {
    double squares = 0;
    for (Block block : Block.ofPart(parameters.values().numel(), part, parts)) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        Tensor sum = block.of(parameters.gradients());
        sum.copy_(block.of(shards.get(0).gradients()));
        for (ParameterStore shard : shards.subList(1, shards.size())) {
          sum.add_(block.of(shard.gradients()));
        }
        double norm = sum.norm().item_float();
        squares += norm * norm;
      }
    }
    return squares;
  }

  /**
   * Changes one part of the parameters.
   *
   * @param step number of the step, from 1
   * @param learningRate of the step
   * @param norm of all gradients
   * @param bound largest norm that they may have; 0 for any
   */
  public void apply(
      int part, int parts, long step, double learningRate, double norm, double bound) {
    double factor = GradientClip.factor(norm, bound);
    for (Block block : Block.ofPart(parameters.values().numel(), part, parts)) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        if (factor != 1) {
          block.of(parameters.gradients()).mul_(new Scalar(factor));
        }
        optimizer.step(step, learningRate, block);
        average.add(parameters.values(), step, block);
      }
    }
  }
}
