package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sizes and options of models that are trained in seconds. */
final class TinyModels {
  private TinyModels() {}

  /** 64 pixels, four stages of one or two blocks. */
  static ModelSizes sizes(ModelFamily family) {
    ModelSizes sizes =
        ModelSizes.published(family)
            .withImageSize(DrawnShapes.SIDE_PX)
            .withWindow(4)
            .withEmbedDim(16)
            .withStages(List.of(2, 1, 1, 1), List.of(1, 2, 4, 8))
            .withHead(new ModelSizes.Head(32, 64, 2, 4));
    return family.equals(ModelFamily.TAG2TEXT)
        ? sizes.withText(new ModelSizes.Text(2, 2, 4, 64))
        : sizes;
  }

  /** A new model; it writes captions where there is a word list. */
  static StartingModel fresh(ModelFamily family, TagVocabulary vocabulary, Optional<Path> words)
      throws IOException {
    return words.isPresent()
        ? StartingModel.fresh(sizes(family), vocabulary, words.get(), 3)
        : StartingModel.fresh(sizes(family), vocabulary, 3);
  }

  /** Sizes that a checkpoint of these models does not say. */
  static CheckpointOptions checkpoint(TagVocabulary vocabulary) {
    return CheckpointOptions.defaults()
        .withVocabulary(vocabulary)
        .withImageSize(DrawnShapes.SIDE_PX)
        .withTextHeads(4);
  }

  /** Options that overfit: nothing is dropped, decayed or averaged. */
  static TrainOptions overfitting(long steps, int threads) {
    return TrainOptions.defaultsFor(ModelFamily.RAM, 8, 16)
        .withSteps(steps)
        .withLearningRate(rate -> rate.withPeak(1e-3).withWarmup(20).withFloor(1e-4))
        .withLoss(loss -> LossOptions.crossEntropy().withLabelSmoothing(0.05))
        .withRegularization(some -> Regularization.none().withGradientClip(1))
        .withSeed(7)
        .withRun(
            run ->
                run.withThreads(threads)
                    .withSaveEvery(Duration.ofHours(1))
                    .withValidateEvery(steps));
  }
}
