package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sizes and options of models that are trained in seconds. */
final class TinyModels {
  private TinyModels() {}

  /** 64 pixels, four stages of one or two blocks. */
  static ModelSizes sizes(ModelFamily family) {
    return new ModelSizes(
        family,
        DrawnShapes.SIDE_PX,
        4,
        16,
        List.of(2, 1, 1, 1),
        List.of(1, 2, 4, 8),
        new ModelSizes.Head(32, 64, 2, 4),
        family == ModelFamily.TAG2TEXT
            ? Optional.of(new ModelSizes.Text(2, 2, 4, 64))
            : Optional.empty());
  }

  /** Options that learn by heart: nothing is dropped, decayed or averaged. */
  static TrainOptions byHeart(long steps, int threads) {
    return new TrainOptions(
        steps,
        16,
        new LearningRate(1e-3, 20, 1e-4),
        TrainOptions.Part.ALL,
        new TrainOptions.Losses(0, 0, 0, 0.05),
        new TrainOptions.Regularization(0, 0, 0, 0, 1),
        0,
        7,
        new TrainOptions.Run(
            threads, TrainOptions.Numbers.FLOAT32, Duration.ofHours(1), steps, Duration.ZERO));
  }
}
