package io.github.ram4j.recipe;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.CaptionFigures;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.SentenceReader;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures a shipped model on scenes outside of its training: tags, and captions, free and steered,
 * if it writes them.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.MeasureClipart BUNDLE --icons ICONS --sets twemoji
 * </pre>
 */
@Command(
    name = "MeasureClipart",
    description = "Measures a model on new scenes, against what was drawn.",
    mixinStandardHelpOptions = true)
public final class MeasureClipart implements Callable<Integer> {
  private static final int SIDE_PX = 128;
  private static final int BATCH = 16;

  @Mixin private IconFolders folders;

  @Parameters(paramLabel = "BUNDLE", description = "The model.")
  private Path bundle;

  @Option(names = "--count", defaultValue = "2000", description = "Scenes of each kind.")
  private int count;

  @Option(names = "--seed", defaultValue = "977", description = "Of the scenes.")
  private long seed;

  MeasureClipart() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new MeasureClipart(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    try (Recognizer recognizer = RamModels.open(bundle)) {
      IconLibrary library = folders.read(classes(recognizer.vocabulary()));
      boolean captions = Files.exists(bundle.resolve("vocab.txt"));
      Scenes scenes =
          captions
              ? new SentenceScenes(library, SentenceScenes.extraTags())
              : new TagScenes(library);
      List<Scene> drawn = LongStream.range(0, count).mapToObj(i -> scenes.scene(seed, i)).toList();
      tags(recognizer, drawn);
      if (captions) {
        captions(library, drawn);
      }
    }
    return 0;
  }

  /** The classes with a tag of the model. */
  private static List<IconClass> classes(TagVocabulary vocabulary) {
    List<IconClass> known =
        IconClasses.all().stream().filter(c -> !vocabulary.find(c.name()).isEmpty()).toList();
    if (known.isEmpty()) {
      throw new ModelException(
          "vocabulary: expected tags that icons are drawn for, found none among "
              + vocabulary.size());
    }
    return known;
  }

  private static void tags(Recognizer recognizer, List<Scene> drawn) throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    List<Recognition> found = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i += BATCH) {
      List<ImageSource> images =
          drawn.subList(i, Math.min(drawn.size(), i + BATCH)).stream()
              .map(scene -> ImageSource.of(artist.draw(scene)))
              .toList();
      found.addAll(recognizer.recognizeAll(images));
    }
    print("all", recognizer.vocabulary(), drawn, found, scene -> true);
    print("one thing", recognizer.vocabulary(), drawn, found, s -> s.groups().size() == 1);
    print("several", recognizer.vocabulary(), drawn, found, s -> s.groups().size() > 1);
    Set<Scene> surplus = beyondASixth(drawn);
    print("mostly one", recognizer.vocabulary(), drawn, found, s -> !surplus.contains(s));
  }

  /** Scenes with several things beyond a sixth of all, a share that other figures have. */
  private static Set<Scene> beyondASixth(List<Scene> drawn) {
    List<Scene> several = drawn.stream().filter(s -> s.groups().size() > 1).toList();
    int single = drawn.size() - several.size();
    return new HashSet<>(several.subList(Math.min(several.size(), single / 5), several.size()));
  }

  private static void print(
      String what,
      TagVocabulary vocabulary,
      List<Scene> drawn,
      List<Recognition> found,
      Predicate<Scene> chosen) {
    List<Recognition> recognitions = new ArrayList<>();
    List<List<String>> truth = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < drawn.size(); i++) {
      if (chosen.test(drawn.get(i))) {
        recognitions.add(found.get(i));
        truth.add(drawn.get(i).tags());
        best +=
            truth.get(truth.size() - 1).contains(found.get(i).top(1).get(0).tag().english())
                ? 1
                : 0;
      }
    }
    Evaluation evaluation =
        Evaluation.of(
            ScoreMatrix.ofRecognitions(recognitions),
            TruthLabels.of(vocabulary, truth).matrix(),
            vocabulary);
    System.out.printf(
        Locale.ROOT,
        "%s: %d images, %d tags: mAP %.4f (of %d shown %.4f), CP %.4f, CR %.4f, best tag right"
            + " %.4f%n",
        what,
        truth.size(),
        vocabulary.size(),
        evaluation.meanAveragePrecision(),
        evaluation.shownTags(),
        evaluation.meanAveragePrecisionOfShown(),
        evaluation.perClass().orElseThrow().precision(),
        evaluation.perClass().orElseThrow().recall(),
        (double) best / truth.size());
  }

  private void captions(IconLibrary library, List<Scene> drawn) throws IOException {
    Set<String> things =
        library.classes().stream().map(IconClass::name).collect(Collectors.toSet());
    try (Captioner captioner = RamModels.openCaptioner(bundle)) {
      System.out.println("free: " + figures(captioner, drawn, things, false));
      System.out.println(
          "steered by all tags of the image: " + figures(captioner, drawn, things, true));
      System.out.println("steered by a tag of the image: " + mentioned(captioner, drawn, things));
    }
  }

  private static CaptionFigures figures(
      Captioner captioner, List<Scene> drawn, Collection<String> things, boolean steered)
      throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    CaptionFigures figures = new CaptionFigures(new SentenceReader(things));
    for (int i = 0; i < drawn.size(); i += BATCH) {
      List<Scene> scenes = drawn.subList(i, Math.min(drawn.size(), i + BATCH));
      List<CaptionRequest> requests =
          scenes.stream()
              .map(
                  scene ->
                      CaptionRequest.of(
                          ImageSource.of(artist.draw(scene)),
                          steered ? Steering.of(scene.tags()) : Steering.recognized()))
              .toList();
      List<List<Caption>> captions = captioner.captionAll(requests, CaptionOptions.beamSearch());
      for (int j = 0; j < scenes.size(); j++) {
        figures.add(scenes.get(j), captions.get(j).get(0).text());
      }
    }
    return figures;
  }

  /** Share of mentioned tags among given ones in the image. */
  private static String mentioned(Captioner captioner, List<Scene> drawn, Set<String> things)
      throws IOException {
    SceneArtist artist = new SceneArtist(SIDE_PX);
    SentenceReader reader = new SentenceReader(things);
    int given = 0;
    int mentioned = 0;
    for (int i = 0; i < drawn.size(); i += BATCH) {
      List<Scene> scenes = drawn.subList(i, Math.min(drawn.size(), i + BATCH));
      List<String> chosen = new ArrayList<>();
      List<CaptionRequest> requests = new ArrayList<>();
      for (int j = 0; j < scenes.size(); j++) {
        Scene scene = scenes.get(j);
        String tag = scene.groups().get((i + j) % scene.groups().size()).tag();
        chosen.add(tag);
        requests.add(
            CaptionRequest.of(ImageSource.of(artist.draw(scene)), Steering.of(List.of(tag))));
      }
      List<List<Caption>> captions = captioner.captionAll(requests, CaptionOptions.beamSearch());
      for (int j = 0; j < scenes.size(); j++) {
        String tag = chosen.get(j);
        given++;
        mentioned +=
            reader.read(captions.get(j).get(0).text()).mentions().stream()
                    .anyMatch(mention -> mention.tag().equals(tag))
                ? 1
                : 0;
      }
    }
    return String.format(
        Locale.ROOT, "%d of %d mentioned (%.4f)", mentioned, given, (double) mentioned / given);
  }
}
