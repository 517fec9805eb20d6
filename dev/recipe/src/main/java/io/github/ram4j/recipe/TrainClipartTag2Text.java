package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.ClipartTraining.Curriculum;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.SentenceWords;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains {@code clipart-tag2text}, or resumes its training. Its image encoder begins as that of
 * {@link TrainClipartRam}.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartTag2Text --icons ICONS --encoder CLIPART-RAM/best.pth --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartTag2Text",
    description = "Trains the Tag2Text that ships with the project.",
    mixinStandardHelpOptions = true)
public final class TrainClipartTag2Text implements Callable<Integer> {
  private static final long SEED = 20261125;

  /** Largest number of ids of a sentence; the longest of the grammar with its prompt has 26. */
  private static final int POSITIONS = 64;

  /** Sizes with narrow text parts, for a small float16 bundle. */
  private static final ModelSizes SIZES =
      ClipartTraining.sizes(ModelFamily.TAG2TEXT, new ModelSizes.Head(96, 192, 2, 4))
          .withText(new ModelSizes.Text(2, 2, 4, POSITIONS));

  @Mixin private ClipartTraining training;

  @ArgGroup(multiplicity = "1")
  private Start start;

  /** Start of the training. */
  static final class Start {
    @Option(
        names = "--encoder",
        required = true,
        description = "Checkpoint of TrainClipartRam, whose image encoder is taken.")
    private Path encoder;

    @Option(
        names = "--model",
        required = true,
        description = "What an earlier training of this program came to, to be trained further.")
    private Path model;

    StartingModel of(TagVocabulary vocabulary, Path words, long seed) throws IOException {
      return model == null
          ? StartingModel.fresh(SIZES, vocabulary, words, seed).withEncoderOf(encoder)
          : StartingModel.ofCheckpoint(
              model, ClipartTraining.CHECKPOINT.withVocabulary(vocabulary).withWordList(words));
    }

    /** Changes the schedule: a further training is shorter and changes less. */
    TrainOptions schedule(TrainOptions options) {
      return model == null
          ? options
              .withSteps(15_000)
              .withLearningRate(rate -> rate.withPeak(4e-4).withWarmup(300).withFloor(4e-6))
          : options
              .withSteps(5500)
              .withLearningRate(rate -> rate.withPeak(2.5e-4).withWarmup(200).withFloor(4e-6));
    }

    /**
     * Index from which scenes are of all kinds. Relations of two things are learned from simple
     * scenes within 20,000, and hardly from others.
     */
    long allFrom() {
      return model == null ? 300_000 : 110_000;
    }
  }

  TrainClipartTag2Text() {}

  /**
   * Trains.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TrainClipartTag2Text(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    IconLibrary library = training.icons(IconClasses.ofTag2Text());
    List<String> things = library.classes().stream().map(IconClass::name).toList();
    TagVocabulary vocabulary = Vocabularies.ofTag2Text(things, SentenceScenes.extraTags());
    List<String> extra = SentenceScenes.extraTags();
    SentenceScenes scenes = new SentenceScenes(library, extra, start.allFrom());
    Files.createDirectories(training.folder());
    Path words = training.folder().resolve("words.txt");
    Files.write(words, SentenceWords.of(things).toBytes());
    long seed = training.seed(SEED);
    training.train(
        start.of(vocabulary, words, seed).withAbsolutePositions(),
        new Curriculum(
            scenes,
            new SentenceScenes(library, extra),
            new CaptionedScenes(vocabulary, seed),
            seed),
        start::schedule);
    return 0;
  }
}
