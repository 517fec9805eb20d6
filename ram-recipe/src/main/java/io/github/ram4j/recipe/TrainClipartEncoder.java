package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.ClipartTraining.Lesson;
import io.github.ram4j.recipe.ClipartTraining.Pace;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.train.LearningRate;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  /** Scenes after which all grades are drawn. */
  private static final long HARDEST_FROM = 120_000;

  private static final ModelSizes SIZES =
      ClipartTraining.sizes(
          ModelFamily.TAG2TEXT, new ModelSizes.Head(128, 512, 2, 4), Optional.empty());

  @Mixin private ClipartTraining training;

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
    IconLibrary library = training.icons(IconClasses.all());
    TagVocabulary vocabulary =
        Vocabularies.ofRam(library.classes().stream().map(IconClass::name).toList());
    training.train(
        StartingModel.fresh(SIZES, vocabulary, Optional.empty(), SEED),
        Lesson.ofTags(new TagScenes(library, HARDEST_FROM), new TagScenes(library), SEED),
        new Pace(5000, 32, new LearningRate(4e-4, 200, 1e-4), 0));
    return 0;
  }
}
