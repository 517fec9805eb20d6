package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.train.LearningRate;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.TrainingExample.Sentence;
import io.github.ram4j.train.TrainingSet;
import io.github.ram4j.train.UnsaidSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the trainings of all shipped models share: their options, and how a lesson is trained. */
final class ClipartTraining {
  private static final int SIDE_PX = 96;
  private static final int IMAGES_OF_VALIDATION = 2000;
  private static final int VALIDATE_EVERY = 500;
  private static final int SAMPLED_TAGS = 96;
  private static final double WEIGHT_DECAY = 0.05;
  private static final double AVERAGE_DECAY = 0.998;
  private static final double GRADIENT_CLIP = 1;

  /**
   * Plain cross-entropy. The asymmetric loss lets tags of low probability go unpunished, and so at
   * first all tags rise together and features stand still; thresholds are calibrated afterwards.
   */
  private static final TrainOptions.Losses CROSS_ENTROPY = new TrainOptions.Losses(0, 0, 0, 0.1);

  /** What a shipped model's checkpoint does not say of its sizes. */
  static final UnsaidSizes UNSAID = new UnsaidSizes(OptionalInt.of(SIDE_PX), 4, 4);

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

  /**
   * What is learned.
   *
   * @param scenes to learn from
   * @param validation scenes of the kind that matters
   * @param sentence what is to be said of a scene
   * @param seed of the scenes; those of the validation have the next
   */
  record Lesson(
      Scenes scenes, Scenes validation, Function<Scene, Optional<Sentence>> sentence, long seed) {

    /** Scenes of which nothing is said. */
    static Lesson ofTags(Scenes scenes, Scenes validation, long seed) {
      return new Lesson(scenes, validation, scene -> Optional.empty(), seed);
    }
  }

  /**
   * What of a model is trained, how long and how fast.
   *
   * @param part of the model
   * @param steps of the training
   * @param batch images of a step
   * @param learningRate of each step
   * @param dropped share of values and of residual branches that are dropped
   */
  record Pace(
      TrainOptions.Part part, long steps, int batch, LearningRate learningRate, double dropped) {}

  /**
   * Sizes of a shipped model. Its image encoder, on 96 pixels, has 4.8 million parameters and is
   * the same in all of them, so that each can begin with it.
   */
  static ModelSizes sizes(
      ModelFamily family, ModelSizes.Head head, Optional<ModelSizes.Text> text) {
    return new ModelSizes(
        family, SIDE_PX, 6, 40, List.of(2, 2, 6, 2), List.of(2, 4, 8, 16), head, text);
  }

  IconLibrary icons(List<IconClass> classes) throws IOException {
    return folders.read(classes);
  }

  /** Seed of everything random: the usual one, unless another is asked for. */
  long seed(long usual) {
    return seed == null ? usual : seed;
  }

  /** Folder that the training lives in. */
  Path folder() {
    return out;
  }

  /** Trains a model, or goes on with it, and prints what came of it. */
  void train(StartingModel start, Lesson lesson, Pace pace) throws IOException {
    TrainingSet set = examples(start, lesson, lesson.scenes(), lesson.seed(), 1 << 20);
    TrainingSet validation =
        examples(start, lesson, lesson.validation(), lesson.seed() + 1, IMAGES_OF_VALIDATION);
    TrainReport report =
        Trainer.train(
            start, set, validation, options(lesson.seed(), pace), out, new TrainProgressLines());
    System.out.println(report);
  }

  private static TrainingSet examples(
      StartingModel start, Lesson lesson, Scenes scenes, long seed, long size) {
    return new DrawnExamples(
        scenes, start.imageSizePx(), start.vocabulary(), lesson.sentence(), seed, size);
  }

  private TrainOptions options(long seed, Pace pace) {
    return new TrainOptions(
        pace.steps(),
        pace.batch(),
        pace.learningRate(),
        pace.part(),
        CROSS_ENTROPY,
        new TrainOptions.Regularization(
            WEIGHT_DECAY, pace.dropped(), pace.dropped(), AVERAGE_DECAY, GRADIENT_CLIP),
        pace.part() == TrainOptions.Part.ENCODER ? 0 : SAMPLED_TAGS,
        seed,
        new TrainOptions.Run(
            2,
            TrainOptions.Numbers.BFLOAT16,
            Duration.ofMinutes(3),
            VALIDATE_EVERY,
            Duration.ofMinutes(minutes)));
  }
}
