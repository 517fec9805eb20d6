package io.github.ram4j.recipe;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.AveragePrecision;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.evaluate.TruthMatrix;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.TagScenes;
import io.github.ram4j.vocabulary.ExampleTags;
import io.github.ram4j.vocabulary.LearnOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns the twenty tags that a shipped model does not know from 5, 10 and 20 images each, without
 * training, and measures them on the scenes of {@link FineTuneClipart}.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.MeasureExamples --icons ICONS --model BUNDLE
 * </pre>
 */
@Command(
    name = "MeasureExamples",
    description = "Learns new tags from a few images each and measures them.",
    mixinStandardHelpOptions = true)
public final class MeasureExamples implements Callable<Integer> {
  private static final int[] EXAMPLES = {5, 10, 20};
  private static final int IMAGES_MEASURED = 1000;
  private static final int SIDE_PX = 128;
  private static final long SEED = 5;

  @Mixin private IconFolders folders;

  @Option(names = "--model", required = true, description = "Bundle of the model.")
  private Path model;

  MeasureExamples() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new MeasureExamples(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    List<IconClass> later = IconClasses.later();
    IconLibrary library = folders.read(later);
    Scenes measured = new TagScenes(library);
    try (Recognizer recognizer = RamModels.open(model)) {
      for (int count : EXAMPLES) {
        long start = System.nanoTime();
        Map<String, List<ImageEmbedding>> examples = examples(recognizer, library, count);
        double embedded = (System.nanoTime() - start) * 1e-9;
        ExampleTags learned = ExampleTags.learn(examples, LearnOptions.defaults());
        double all = (System.nanoTime() - start) * 1e-9;
        System.out.printf(
            Locale.ROOT,
            "%d images a tag: leave one out %.3f right, %.2f s, of it %.2f s embedding%n",
            count,
            learned.accuracy(),
            all,
            embedded);
        measure(recognizer.withVocabulary(learned.vocabulary()), measured);
      }
    }
    return 0;
  }

  private static Map<String, List<ImageEmbedding>> examples(
      Recognizer recognizer, IconLibrary library, int count) throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    Map<String, List<ImageEmbedding>> examples = new LinkedHashMap<>();
    int tag = 0;
    for (IconClass each : library.classes()) {
      Scenes scenes = new TagScenes(library.only(each));
      List<ImageEmbedding> embeddings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Scene scene = scenes.scene(SEED, (long) tag * EXAMPLES[EXAMPLES.length - 1] + i);
        embeddings.add(recognizer.embed(ImageSource.of(artist.draw(scene))));
      }
      examples.put(each.name(), embeddings);
      tag++;
    }
    return examples;
  }

  private static void measure(Recognizer recognizer, Scenes scenes) throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    List<Recognition> found = new ArrayList<>();
    List<List<String>> truth = new ArrayList<>();
    int predicted = 0;
    int right = 0;
    for (int i = 0; i < IMAGES_MEASURED; i++) {
      Scene scene = scenes.scene(SEED + 1, i);
      Recognition recognition = recognizer.recognize(artist.draw(scene));
      found.add(recognition);
      truth.add(scene.tags());
      predicted += recognition.tags().size();
      right +=
          (int)
              recognition.tags().stream()
                  .filter(tag -> scene.tags().contains(tag.tag().english()))
                  .count();
    }
    TagVocabulary tags = recognizer.vocabulary();
    TruthMatrix matrix = TruthLabels.of(tags, truth).matrix();
    int there = truth.stream().mapToInt(List::size).sum();
    System.out.printf(
        Locale.ROOT,
        "  mAP %.4f (chance %.4f), precision %.3f, recall %.3f%n",
        AveragePrecision.mean(ScoreMatrix.ofRecognitions(found), matrix),
        (double) there / IMAGES_MEASURED / tags.size(),
        (double) right / Math.max(1, predicted),
        (double) right / there);
  }
}
