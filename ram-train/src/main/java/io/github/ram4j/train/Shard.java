package io.github.ram4j.train;

import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.train.batch.Batch;
import io.github.ram4j.train.batch.BatchPlan;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.data.TrainingSet;
import io.github.ram4j.train.loss.AsymmetricLoss;
import io.github.ram4j.train.loss.Objective;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.TrainableModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/**
 * A part of every batch, computed by one thread with gradients of its own.
 *
 * <p>Splitting a batch over threads scales far better on these small products than letting each
 * product use all threads, and does not stall where other programs use the processor too. Random
 * numbers depend on the seed, the step and the shard's number alone.
 */
@SuppressWarnings("try") // scopes are there to be closed
final class Shard implements AutoCloseable {
  private final int number;
  private final ParameterStore parameters;
  private final TrainableModel model;
  private final Objective objective;
  private final TrainOptions options;
  private final TrainingSet set;
  private final BatchPlan plan;

  Shard(
      int number,
      ModelShape shape,
      ParameterStore parameters,
      TrainOptions options,
      TrainingSet set,
      BatchPlan plan) {
    this.number = number;
    this.parameters = parameters;
    this.model = new TrainableModel(shape);
    this.objective = objective(model, options);
    this.options = options;
    this.set = set;
    this.plan = plan;
  }

  private static Objective objective(TrainableModel model, TrainOptions options) {
    LossOptions loss = options.loss();
    return new Objective(
        model,
        options.trainable() == TrainableParameters.ENCODER,
        new AsymmetricLoss(loss.gammaNegative(), loss.gammaPositive(), loss.shift()),
        loss.labelSmoothing());
  }

  /** Applies the settings of libtorch that belong to a thread. */
  static void prepareThread(ComputePrecision precision) {
    torch.set_num_threads(1);
    openblas_nolapack.blas_set_num_threads(1);
    boolean half = precision == ComputePrecision.BFLOAT16;
    if (half) {
      torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
    }
    torch.set_autocast_enabled(torch.DeviceType.CPU, half);
    torch.set_autocast_cache_enabled(false);
  }

  /**
   * Computes losses and gradients of this shard's part of a batch.
   *
   * @param step from 1
   * @return means over the part
   */
  StepLosses run(long step) throws IOException {
    prepareThread(options.run().precision());
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = begin(number); i < begin(number + 1); i++) {
      examples.add(set.example((step - 1) * options.batch() + i));
    }
    SplittableRandom random = new SplittableRandom(options.seed() ^ (step << 8) ^ number);
    try (PointerScope scope = new PointerScope()) {
      parameters.clearGradients();
      Batch batch = Batch.of(examples, plan, random);
      Regularization regularization = options.regularization();
      Forward pass =
          Forward.training(
              parameters,
              regularization.dropout(),
              regularization.dropPath(),
              random.nextLong() >>> 1);
      Objective.Parts parts = objective.of(pass, batch);
      parts.total().mul(new Scalar(share())).backward();
      return StepLosses.of(parts);
    }
  }

  /** This shard's share of a batch's images. */
  double share() {
    return (double) (begin(number + 1) - begin(number)) / options.batch();
  }

  /** The first image of a shard's part of a batch. */
  private int begin(int shard) {
    return options.batch() * shard / options.run().threads();
  }

  ParameterStore parameters() {
    return parameters;
  }

  TrainableModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
    parameters.close();
  }
}
