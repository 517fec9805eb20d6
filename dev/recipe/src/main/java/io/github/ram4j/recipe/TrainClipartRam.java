package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.ClipartTraining.Curriculum;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains {@code clipart-ram} from the result of {@link TrainClipartEncoder}, or resumes its
 * training.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartRam --icons ICONS --model ENCODER/best.pth --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartRam",
    description = "Trains the RAM that ships with the project.",
    mixinStandardHelpOptions = true)
public final class TrainClipartRam implements Callable<Integer> {
  private static final long SEED = 20261124;

  /** Sizes of 5.8 million parameters. */
  static final ModelSizes SIZES =
      ClipartTraining.sizes(ModelFamily.RAM, new ModelSizes.Head(128, 512, 2, 4));

  @Mixin private ClipartTraining training;

  @Option(
      names = "--model",
      required = true,
      description = "Checkpoint of TrainClipartEncoder, or of this program, to be trained further.")
  private Path model;

  @Option(
      names = "--encoder",
      description =
          "Checkpoint of TrainClipartTag2Text, whose image encoder is taken in its place.")
  private Path encoder;

  @Option(
      names = "--steps",
      defaultValue = "12000",
      description = "Length of the training (${DEFAULT-VALUE}); the rate falls to its end.")
  private long steps;

  @Option(
      names = "--rate",
      defaultValue = "4e-4",
      description = "Highest learning rate (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--several-until",
      defaultValue = "0",
      description =
          "Image from which scenes are of all kinds; before, more of them have several things"
              + " (${DEFAULT-VALUE}).")
  private long severalUntil;

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
    IconLibrary library = training.icons(IconClasses.all());
    TagVocabulary vocabulary =
        Vocabularies.ofRam(library.classes().stream().map(IconClass::name).toList());
    Scenes scenes = TagScenes.severalFirst(library, severalUntil);
    StartingModel start =
        StartingModel.ofCheckpoint(model, ClipartTraining.CHECKPOINT.withVocabulary(vocabulary));
    training.train(
        encoder == null ? start : start.withAbsolutePositions().withEncoderOf(encoder),
        Curriculum.ofTags(scenes, new TagScenes(library), training.seed(SEED)),
        options ->
            options
                .withSteps(steps)
                .withLearningRate(falling -> falling.withPeak(rate).withWarmup(300).withFloor(4e-6))
                .withRegularization(some -> some.withDropout(0.05).withDropPath(0.05)));
    return 0;
  }
}
