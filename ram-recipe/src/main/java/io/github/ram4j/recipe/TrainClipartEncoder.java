package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.train.LearningRate;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains the image encoder that {@code clipart-ram} and {@code clipart-tag2text} begin with, or
 * goes on with its training: the part that ImageNet has in the authors' models.
 *
 * <p>It is trained as a Tag2Text without captions, whose tags have classifiers of their own, so
 * that a picture's features are learned from the first steps on. RAM's one classifier for all tags
 * learns nothing for thousands of steps from features that say nothing yet.
 *
 * <pre>
 * java -cp 'ram-recipe/target/lib/*:ram-recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartEncoder --icons ICONS --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartEncoder",
    description = "Trains the image encoder that the shipped models begin with.",
    mixinStandardHelpOptions = true)
public final class TrainClipartEncoder implements Callable<Integer> {
  private static final long SEED = 20261123;
  private static final int PICTURES_OF_VALIDATION = 2000;

  private static final ModelSizes SIZES =
      new ModelSizes(
          ModelFamily.TAG2TEXT,
          96,
          6,
          40,
          List.of(2, 2, 6, 2),
          List.of(2, 4, 8, 16),
          new ModelSizes.Head(128, 512, 2, 4),
          Optional.empty());

  /**
   * Plain cross-entropy. The asymmetric loss lets tags of low probability go unpunished, and so at
   * first all tags rise together and features stand still.
   */
  private static final TrainOptions.Losses CROSS_ENTROPY = new TrainOptions.Losses(0, 0, 0, 0.1);

  /** Scenes after which all grades are drawn. */
  private static final long HARDEST_FROM = 120_000;

  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the training lives in.")
  private Path out;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      description = "Stop after so many minutes, to go on later; 0 to train to the end.")
  private long minutes;

  TrainClipartEncoder() {}

  /**
   * Trains.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TrainClipartEncoder(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    IconLibrary library = folders.read(IconClasses.all());
    List<String> names = library.classes().stream().map(IconClass::name).toList();
    TagVocabulary vocabulary = Vocabularies.ofRam(names);
    Scenes scenes = new TagScenes(library);
    int side = SIZES.imageSizePx();
    Scenes rising = new TagScenes(library, HARDEST_FROM);
    TrainingSet set =
        new DrawnExamples(rising, side, vocabulary, s -> Optional.empty(), SEED, 1 << 20);
    TrainingSet validation =
        new DrawnExamples(
            scenes, side, vocabulary, s -> Optional.empty(), SEED + 1, PICTURES_OF_VALIDATION);
    StartingModel start = StartingModel.fresh(SIZES, vocabulary, Optional.empty(), SEED);
    TrainReport report =
        Trainer.train(start, set, validation, options(), out, new TrainProgressLines());
    System.out.println(report);
    return 0;
  }

  private TrainOptions options() {
    return new TrainOptions(
        5000,
        32,
        new LearningRate(4e-4, 200, 1e-4),
        TrainOptions.Part.ALL,
        CROSS_ENTROPY,
        new TrainOptions.Regularization(0.05, 0, 0, 0.998, 1),
        96,
        SEED,
        new TrainOptions.Run(
            2,
            TrainOptions.Numbers.BFLOAT16,
            Duration.ofMinutes(3),
            500,
            Duration.ofMinutes(minutes)));
  }
}
