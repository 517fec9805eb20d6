package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.train.CheckpointOptions;
import io.github.ram4j.train.ComputePrecision;
import io.github.ram4j.train.LossOptions;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import io.github.ram4j.train.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options common to the trainings of all shipped models. */
final class ClipartTraining {
  private static final int SIDE_PX = 96;
  private static final int IMAGES_OF_VALIDATION = 2000;
  private static final int VALIDATE_EVERY = 500;
  private static final int SAMPLED_TAGS = 96;
  private static final int BATCH = 32;
  private static final double AVERAGE_DECAY = 0.998;

  /**
   * Plain cross-entropy. The asymmetric loss hardly punishes tags of low probability, so that at
   * first all tags rise together and no features are learned; thresholds are calibrated afterwards.
   */
  private static final LossOptions CROSS_ENTROPY =
      LossOptions.crossEntropy().withLabelSmoothing(0.1);

  /** Sizes that a shipped model's checkpoint does not show. */
  static final CheckpointOptions CHECKPOINT =
      CheckpointOptions.defaults().withImageSize(SIDE_PX).withHeadHeads(4).withTextHeads(4);

  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the training lives in.")
  private Path out;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      description = "Stop after so many minutes, to go on later; 0 to train to the end.")
  private long minutes;

  @Option(
      names = "--seed",
      description = "Of the scenes: another one where a model is trained further.")
  private Long seed;

  @Option(
      names = "--precision",
      defaultValue = "BFLOAT16",
      description =
          "${COMPLETION-CANDIDATES}; FLOAT32 is faster without AVX512-BF16 (${DEFAULT-VALUE}).")
  private ComputePrecision precision;

  /**
   * The curriculum: scenes and sentences.
   *
   * @param scenes training scenes
   * @param validation scenes of the validation
   * @param sentence caption of a scene
   * @param seed seed of the scenes; validation scenes have the next one
   */
  record Curriculum(
      Scenes scenes, Scenes validation, Function<Scene, Optional<Sentence>> sentence, long seed) {

    /** Returns a curriculum of scenes without captions. */
    static Curriculum ofTags(Scenes scenes, Scenes validation, long seed) {
      return new Curriculum(scenes, validation, scene -> Optional.empty(), seed);
    }
  }

  /**
   * Sizes of a shipped model. Its image encoder, on 96 pixels, has 4.8 million parameters and is
   * the same in all of them, so that each can begin with it.
   */
  static ModelSizes sizes(ModelFamily family, ModelSizes.Head head) {
    return ModelSizes.published(family)
        .withImageSize(SIDE_PX)
        .withWindow(6)
        .withEmbedDim(40)
        .withStages(List.of(2, 2, 6, 2), List.of(2, 4, 8, 16))
        .withHead(head);
  }

  IconLibrary icons(List<IconClass> classes) throws IOException {
    return folders.read(classes);
  }

  /** The seed of everything random: the usual one, unless another is given. */
  long seed(long usual) {
    return seed == null ? usual : seed;
  }

  /** Folder that the training lives in. */
  Path folder() {
    return out;
  }

  /**
   * Trains a model, or resumes its training, and prints the report.
   *
   * @param schedule changes of the options that all trainings share
   */
  void train(StartingModel start, Curriculum curriculum, UnaryOperator<TrainOptions> schedule)
      throws IOException {
    TrainingSet set = examples(start, curriculum, curriculum.scenes(), curriculum.seed(), 1 << 20);
    TrainingSet validation =
        examples(
            start,
            curriculum,
            curriculum.validation(),
            curriculum.seed() + 1,
            IMAGES_OF_VALIDATION);
    TrainOptions options = schedule.apply(options(start, set, curriculum.seed()));
    TrainReport report =
        Trainer.train(start, set, validation, options, out, new TrainProgressLines());
    System.out.println(report);
  }

  private static TrainingSet examples(
      StartingModel start, Curriculum curriculum, Scenes scenes, long seed, long size) {
    return new DrawnExamples(
        scenes, start.imageSizePx(), start.vocabulary(), curriculum.sentence(), seed, size);
  }

  private TrainOptions options(StartingModel start, TrainingSet set, long seed) {
    return TrainOptions.defaultsFor(start, set)
        .withBatch(BATCH)
        .withLoss(published -> CROSS_ENTROPY)
        .withRegularization(
            some -> some.withDropout(0).withDropPath(0).withAverageDecay(AVERAGE_DECAY))
        .withSampledTags(SAMPLED_TAGS)
        .withSeed(seed)
        .withRun(
            run ->
                run.withThreads(2)
                    .withPrecision(precision)
                    .withSaveEvery(Duration.ofMinutes(3))
                    .withValidateEvery(VALIDATE_EVERY)
                    .withTimeLimit(Duration.ofMinutes(minutes)));
  }
}
