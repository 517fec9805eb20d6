package io.github.ram4j.recipe;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.SentenceWords;
import io.github.ram4j.train.LearningRate;
import io.github.ram4j.train.ModelSizes;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains {@code clipart-tag2text}, or goes on with its training. Its image encoder begins as that
 * of {@link TrainClipartEncoder}.
 *
 * <pre>
 * java -cp 'ram-recipe/target/lib/*:ram-recipe/target/classes' \
 *   io.github.ram4j.recipe.TrainClipartTag2Text --icons ICONS --encoder ENCODER/last.pth --out FOLDER
 * </pre>
 */
@Command(
    name = "TrainClipartTag2Text",
    description = "Trains the Tag2Text that ships with the project.",
    mixinStandardHelpOptions = true)
public final class TrainClipartTag2Text implements Callable<Integer> {
  private static final long SEED = 20261125;
  private static final int PICTURES_OF_VALIDATION = 2000;

  /** Ids that a sentence has room for; the longest of the grammar with its prompt has 26. */
  private static final int POSITIONS = 64;

  /** Text parts of a width at which the bundle, float16, stays below 12 MB. */
  private static final ModelSizes SIZES =
      new ModelSizes(
          ModelFamily.TAG2TEXT,
          96,
          6,
          40,
          List.of(2, 2, 6, 2),
          List.of(2, 4, 8, 16),
          new ModelSizes.Head(96, 256, 2, 4),
          Optional.of(new ModelSizes.Text(2, 2, 4, POSITIONS)));

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
    IconLibrary library = folders.read(IconClasses.ofTag2Text());
    List<String> things = library.classes().stream().map(IconClass::name).toList();
    TagVocabulary vocabulary = Vocabularies.ofTag2Text(things, SentenceScenes.backdropTags());
    SentenceScenes scenes = new SentenceScenes(library, SentenceScenes.backdropTags());
    CaptionedScenes sentences = new CaptionedScenes(vocabulary, SEED);
    int side = SIZES.imageSizePx();
    TrainingSet set = new DrawnExamples(scenes, side, vocabulary, sentences, SEED, 1 << 20);
    TrainingSet validation =
        new DrawnExamples(scenes, side, vocabulary, sentences, SEED + 1, PICTURES_OF_VALIDATION);
    Files.createDirectories(out);
    Path words = out.resolve("words.txt");
    Files.write(words, SentenceWords.of(things).toBytes());
    StartingModel start =
        StartingModel.fresh(SIZES, vocabulary, Optional.of(words), SEED).withEncoderOf(encoder);
    TrainReport report =
        Trainer.train(start, set, validation, options(), out, new TrainProgressLines());
    System.out.println(report);
    return 0;
  }

  private TrainOptions options() {
    return new TrainOptions(
        7000,
        64,
        new LearningRate(3e-4, 200, 3e-6),
        TrainOptions.Part.ALL,
        new TrainOptions.Losses(0, 0, 0, 0.1),
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
