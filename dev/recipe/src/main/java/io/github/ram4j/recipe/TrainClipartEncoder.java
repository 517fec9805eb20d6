package io.github.ram4j.recipe;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.ClipartTraining.Curriculum;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainableParameters;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Trains the image encoder that {@code clipart-ram} and {@code clipart-tag2text} begin with, or
 * resumes its training. It takes the place of ImageNet in the authors' models.
 *
 * <p>It is trained as a RAM without its head, {@link TrainableParameters#ENCODER}, so that an
 * image's features are learned from the first steps on. RAM's one classifier for all tags learns
 * nothing for thousands of steps from untrained features. The tags' embeddings, which {@link
 * TrainClipartRam} then leaves as they are, take the place of CLIP's in the authors' models.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartEncoder --icons ICONS --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartEncoder",
    description = "Trains the image encoder that the shipped models begin with.",
    mixinStandardHelpOptions = true)
public final class TrainClipartEncoder implements Callable<Integer> {
  private static final long SEED = 20261123;

  /** Number of scenes after which all grades are drawn. */
  private static final long HARDEST_FROM = 100_000;

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
    long seed = training.seed(SEED);
    training.train(
        StartingModel.fresh(TrainClipartRam.SIZES, vocabulary, seed),
        Curriculum.ofTags(new TagScenes(library, HARDEST_FROM), new TagScenes(library), seed),
        options ->
            options
                .withTrainable(TrainableParameters.ENCODER)
                .withSampledTags(0)
                .withSteps(7000)
                .withLearningRate(rate -> rate.withPeak(5e-4).withWarmup(300).withFloor(2.5e-5)));
    return 0;
  }
}
