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
 * Trains {@code clipart-ram} on from the image encoder of {@link TrainClipartEncoder}, or goes on
 * with its training.
 *
 * <pre>
 * java -cp 'ram-recipe/target/lib/*:ram-recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartRam --icons ICONS --encoder ENCODER/last.pth --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartRam",
    description = "Trains the RAM that ships with the project.",
    mixinStandardHelpOptions = true)
public final class TrainClipartRam implements Callable<Integer> {
  private static final long SEED = 20261124;
  private static final int PICTURES_OF_VALIDATION = 2000;

  /** 5.6 million parameters, which are 11.2 MB as float16. */
  private static final ModelSizes SIZES =
      new ModelSizes(
          ModelFamily.RAM,
          96,
          6,
          40,
          List.of(2, 2, 6, 2),
          List.of(2, 4, 8, 16),
          new ModelSizes.Head(128, 512, 2, 4),
          Optional.empty());

  /** Plain, as for the encoder: thresholds are calibrated afterwards. */
  private static final TrainOptions.Losses CROSS_ENTROPY = new TrainOptions.Losses(0, 0, 0, 0.1);

  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the training lives in.")
  private Path out;

  @Option(
      names = "--encoder",
      required = true,
      description = "Checkpoint of TrainClipartEncoder, whose image encoder is taken.")
  private Path encoder;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      description = "Stop after so many minutes, to go on later; 0 to train to the end.")
  private long minutes;

  TrainClipartRam() {}

  /**
   * Trains.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TrainClipartRam(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    IconLibrary library = folders.read(IconClasses.all());
    List<String> names = library.classes().stream().map(IconClass::name).toList();
    TagVocabulary vocabulary = Vocabularies.ofRam(names);
    Scenes scenes = new TagScenes(library);
    int side = SIZES.imageSizePx();
    TrainingSet set =
        new DrawnExamples(scenes, side, vocabulary, s -> Optional.empty(), SEED, 1 << 20);
    TrainingSet validation =
        new DrawnExamples(
            scenes, side, vocabulary, s -> Optional.empty(), SEED + 1, PICTURES_OF_VALIDATION);
    StartingModel start =
        StartingModel.fresh(SIZES, vocabulary, Optional.empty(), SEED).withEncoderOf(encoder);
    TrainReport report =
        Trainer.train(start, set, validation, options(), out, new TrainProgressLines());
    System.out.println(report);
    return 0;
  }

  private TrainOptions options() {
    return new TrainOptions(
        8500,
        64,
        new LearningRate(3e-4, 200, 3e-6),
        TrainOptions.Part.ALL,
        CROSS_ENTROPY,
        new TrainOptions.Regularization(0.05, 0.05, 0.05, 0.998, 1),
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
