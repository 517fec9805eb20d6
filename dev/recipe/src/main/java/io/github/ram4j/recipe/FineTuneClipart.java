package io.github.ram4j.recipe;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.evaluate.AveragePrecision;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.train.CheckpointOptions;
import io.github.ram4j.train.ComputePrecision;
import io.github.ram4j.train.LearningRateSchedule;
import io.github.ram4j.train.LossOptions;
import io.github.ram4j.train.Regularization;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.TrainableParameters;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.data.Augmentation;
import io.github.ram4j.train.data.ExampleFiles;
import io.github.ram4j.train.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Fine-tunes a shipped RAM on twenty new tags, by 40 images each, as a user would from files, and
 * measures the gain in these and the loss in the known tags.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.FineTuneClipart --icons ICONS --model clipart-ram.pth \
 *   --tags clipart-ram.tsv --out FOLDER
 * </pre>
 */
@Command(
    name = "FineTuneClipart",
    description = "Teaches a model new tags and measures old and new ones.",
    mixinStandardHelpOptions = true)
public final class FineTuneClipart implements Callable<Integer> {
  private static final int IMAGES_OF_A_TAG = 40;
  private static final int IMAGES_MEASURED = 1000;
  private static final int SIDE_PX = 128;
  private static final int BATCH = 16;
  private static final long SEED = 5;

  @Mixin private IconFolders folders;

  @Option(names = "--model", required = true, description = "Checkpoint of the model.")
  private Path model;

  @Option(names = "--tags", required = true, description = "Its tag list.")
  private Path tags;

  @Option(names = "--out", required = true, description = "Folder for images and training.")
  private Path out;

  @Option(
      names = "--image-size",
      defaultValue = "96",
      description = "Side of the model's input, which its file does not say.")
  private int imageSize;

  @Option(names = "--steps", defaultValue = "600", description = "Steps of the training.")
  private long steps;

  @Option(names = "--learning-rate", defaultValue = "0.01", description = "Highest rate.")
  private double learningRate;

  @Option(
      names = "--part",
      defaultValue = "NEW_TAGS",
      description = "What is trained: NEW_TAGS, HEAD or ALL.")
  private TrainableParameters part;

  FineTuneClipart() {}

  /**
   * Teaches and measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new FineTuneClipart(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    TagVocabulary known = TagVocabulary.read(tags);
    List<IconClass> later = IconClasses.later();
    TagVocabulary all = extended(known, later);
    IconLibrary added = folders.read(later);
    Path data = out.resolve("pictures");
    draw(added, data);
    Scenes newScenes = new TagScenes(added);
    Scenes oldScenes =
        new TagScenes(
            folders.read(
                IconClasses.all().stream().filter(c -> !known.find(c.name()).isEmpty()).toList()));
    StartingModel start = start(known, all);
    Path before = convert(model, known, "before");
    System.out.printf(
        Locale.ROOT, "old tags before: mAP %.4f%n", measure(before, oldScenes, known));
    long began = System.nanoTime();
    TrainReport report = train(start, all, data);
    System.out.printf(
        Locale.ROOT, "trained in %.2f minutes%n", (System.nanoTime() - began) * 1e-9 / 60);
    Path after = convert(report.last(), all, "after");
    List<String> names = later.stream().map(IconClass::name).toList();
    System.out.printf(
        Locale.ROOT,
        "old tags after: mAP %.4f%nnew tags after: mAP %.4f%n",
        measure(after, oldScenes, known),
        measure(after, newScenes, all.subset(names)));
    Path untrained = convert(untrained(start, all, data), all, "untrained");
    System.out.printf(
        Locale.ROOT,
        "new tags before: mAP %.4f%n",
        measure(untrained, newScenes, all.subset(names)));
    return 0;
  }

  private static TagVocabulary extended(TagVocabulary known, List<IconClass> later) {
    List<Tag> tags = new ArrayList<>(known.tags());
    float[] thresholds = new float[known.size() + later.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = i < known.size() ? known.threshold(i) : 0.5f;
    }
    for (IconClass each : later) {
      Tag published = TagVocabulary.ram().require(each.name()).get(0);
      tags.add(new Tag(tags.size(), published.english(), published.chinese(), true));
    }
    return TagVocabulary.of(tags, thresholds);
  }

  private void draw(IconLibrary library, Path folder) throws IOException {
    List<Scenes> ofTags = new ArrayList<>();
    for (IconClass each : library.classes()) {
      ofTags.add(new TagScenes(library.only(each)));
    }
    Scenes scenes = (seed, i) -> ofTags.get((int) i / IMAGES_OF_A_TAG).scene(seed, i);
    int count = IMAGES_OF_A_TAG * ofTags.size();
    new ImageFolder(folder, "png").write(scenes, SEED, count, new SceneArtist(SIDE_PX));
  }

  private StartingModel start(TagVocabulary known, TagVocabulary all) throws IOException {
    CheckpointOptions options =
        CheckpointOptions.defaults().withVocabulary(known).withImageSize(imageSize);
    return StartingModel.ofCheckpoint(model, options.withHeadHeads(4)).withVocabulary(all, SEED);
  }

  private TrainReport train(StartingModel start, TagVocabulary all, Path data) throws IOException {
    return train(start, all, data, steps, learningRate, "training");
  }

  /** Trains one step at a rate near zero, which leaves the weights of new tags as they begin. */
  private Path untrained(StartingModel start, TagVocabulary all, Path data) throws IOException {
    return train(start, all, data, 1, 1e-12, "untrained-training").last();
  }

  private TrainReport train(
      StartingModel start, TagVocabulary all, Path data, long count, double rate, String name)
      throws IOException {
    Path lines = data.resolve("images.jsonl");
    Augmentation augmentation = Augmentation.defaults().withSmallestCrop(0.7).withColourJitter(0.3);
    TrainingSet set = ExampleFiles.forTraining(lines, all, imageSize, augmentation, SEED);
    TrainingSet validation = ExampleFiles.forValidation(lines, all, imageSize);
    TrainOptions options =
        TrainOptions.defaultsFor(start, set)
            .withTrainable(part)
            .withSteps(count)
            .withBatch(32)
            .withLearningRate(
                schedule ->
                    LearningRateSchedule.cosine(rate)
                        .withWarmup(Math.min(50, count / 2))
                        .withFloor(rate / 100))
            .withLoss(loss -> LossOptions.published(ModelFamily.RAM_PLUS))
            .withRegularization(
                some ->
                    Regularization.none()
                        .withWeightDecay(0.01)
                        .withAverageDecay(0.98)
                        .withGradientClip(1))
            .withSeed(SEED)
            .withRun(
                run ->
                    run.withThreads(2)
                        .withPrecision(ComputePrecision.BFLOAT16)
                        .withValidateEvery(count));
    return Trainer.train(
        start, set, validation, options, out.resolve(name), new TrainProgressLines());
  }

  private Path convert(Path checkpoint, TagVocabulary vocabulary, String name) throws IOException {
    Path bundle = out.resolve(name + ".bundle");
    Files.createDirectories(out);
    Converter.convert(
        checkpoint,
        bundle,
        ConvertOptions.defaults()
            .withVocabulary(vocabulary)
            .withImageSize(imageSize)
            .withReplace(true));
    return bundle;
  }

  private static double measure(Path bundle, Scenes scenes, TagVocabulary measured)
      throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    List<Recognition> found = new ArrayList<>();
    List<List<String>> truth = new ArrayList<>();
    try (Recognizer recognizer = RamModels.open(bundle)) {
      for (int i = 0; i < IMAGES_MEASURED; i += BATCH) {
        List<ImageSource> images = new ArrayList<>();
        for (int j = i; j < Math.min(IMAGES_MEASURED, i + BATCH); j++) {
          Scene scene = scenes.scene(SEED + 1, j);
          images.add(ImageSource.of(artist.draw(scene)));
          truth.add(scene.tags());
        }
        for (Recognition recognition : recognizer.recognizeAll(images)) {
          found.add(recognition.subset(measured));
        }
      }
    }
    return AveragePrecision.mean(
        ScoreMatrix.ofRecognitions(found), TruthLabels.of(measured, truth).matrix());
  }
}
