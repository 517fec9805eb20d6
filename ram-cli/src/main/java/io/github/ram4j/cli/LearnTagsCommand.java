package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.vocabulary.ExampleTags;
import io.github.ram4j.vocabulary.LearnOptions;
import io.github.ram4j.vocabulary.LearnedTag;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that learns tags from example images. */
@Command(
    name = "learn-tags",
    description = "Learn tags from a few images of each, without a text encoder.",
    sortOptions = false)
final class LearnTagsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--examples",
      paramLabel = "DIR",
      required = true,
      description = {
        "A folder with a folder of 5 to 50 images for each tag, named as the tag.",
        "Images directly in it show none of the tags."
      })
  private Path examples;

  @Option(
      names = "--others",
      paramLabel = "DIR",
      description =
          "A folder of images that show none of the tags. Without such images thresholds tell the"
              + " tags from each other alone.")
  private Path others;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The vocabulary file to write, for 'ram recognize --vocabulary'.")
  private Path out;

  @Mixin private GoalOptions goal;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ReplaceOption replace;

  private int done;

  @Override
  public Integer call() throws IOException {
    new OutputCheck(spec.commandLine(), replace.isGiven(), modelOptions.inputs())
        .require("--out", out, OutputKind.VOCABULARY);
    CalibrationGoal wanted = goal.goal();
    TagFolder folder = TagFolder.read(examples);
    List<Path> none = new ArrayList<>(folder.others());
    if (others != null) {
      none.addAll(TagFolder.files(others));
    }
    DistinctImages distinct = new DistinctImages(spec.commandLine().getErr());
    Map<String, List<Path>> byTag = new LinkedHashMap<>();
    folder.byTag().forEach((tag, images) -> byTag.put(tag, distinct.of(tag, images)));
    none = distinct.of("", none);
    requireEnough(byTag, none.isEmpty());
    Map<String, List<Path>> files = new LinkedHashMap<>();
    Map<String, List<ImageEmbedding>> embeddings = new LinkedHashMap<>();
    List<ImageEmbedding> ofNone = new ArrayList<>();
    embed(byTag, none, files, embeddings, ofNone);
    requireEnough(files, ofNone.isEmpty());
    ExampleTags learned = learn(embeddings, ofNone, wanted);
    learned.vocabulary().write(out);
    print(learned, files, ofNone.size());
    return 0;
  }

  /** Refuses too few files before a model is opened, and too few images after. */
  private void requireEnough(Map<String, List<Path>> files, boolean alone) {
    if (files.size() < (alone ? 2 : 1)) {
      throw new FileFormatException(
          "folder %s: expected folders of at least 2 tags, or of one and images of none (--others), found %d"
              .formatted(examples, files.size()));
    }
    files.forEach(
        (tag, images) -> {
          if (images.size() < ExampleTags.LEAST_EXAMPLES) {
            throw new FileFormatException(
                "folder %s: expected at least %d images of \"%s\", better 5 to 50, found %d"
                    .formatted(examples, ExampleTags.LEAST_EXAMPLES, tag, images.size()));
          }
        });
  }

  /** Embeds images; those that cannot be read are told and left out. */
  private void embed(
      Map<String, List<Path>> byTag,
      List<Path> none,
      Map<String, List<Path>> files,
      Map<String, List<ImageEmbedding>> embeddings,
      List<ImageEmbedding> ofNone)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    int all = none.size() + byTag.values().stream().mapToInt(List::size).sum();
    RamModels.prepareDecoding();
    try (Recognizer recognizer = modelOptions.open(err)) {
      ProgressLine progress = new ProgressLine(err);
      for (Map.Entry<String, List<Path>> tag : byTag.entrySet()) {
        List<Path> read = new ArrayList<>();
        List<ImageEmbedding> vectors = new ArrayList<>();
        for (Path image : tag.getValue()) {
          if (embed(recognizer, image, vectors)) {
            read.add(image);
          }
          progress.at("embedding images", ++done, all);
        }
        files.put(tag.getKey(), read);
        embeddings.put(tag.getKey(), vectors);
      }
      for (Path image : none) {
        embed(recognizer, image, ofNone);
        progress.at("embedding images", ++done, all);
      }
    }
  }

  private boolean embed(Recognizer recognizer, Path image, List<ImageEmbedding> vectors) {
    try {
      vectors.add(recognizer.embed(ImageSource.of(image)));
      return true;
    } catch (IOException | ImageException e) {
      spec.commandLine().getErr().println("left out: " + Errors.explain(e));
      return false;
    }
  }

  private ExampleTags learn(
      Map<String, List<ImageEmbedding>> embeddings,
      List<ImageEmbedding> ofNone,
      CalibrationGoal wanted) {
    try {
      return ExampleTags.learn(
          embeddings, LearnOptions.defaults().withOthers(ofNone).withGoal(wanted));
    } catch (IllegalArgumentException e) {
      throw new FileFormatException("folder %s: %s".formatted(examples, e.getMessage()), e);
    }
  }

  private void print(ExampleTags learned, Map<String, List<Path>> files, int ofNone) {
    PrintWriter lines = spec.commandLine().getOut();
    int images = files.values().stream().mapToInt(List::size).sum();
    lines.printf(
        "%s of %s, and %d of none%n",
        Count.of(images, "image"), Count.of(files.size(), "tag"), ofNone);
    if (files.size() > 1) {
      lines.printf(
          Locale.ROOT,
          "leave-one-out: %.3f of the images are nearest to their own tag%n",
          learned.accuracy());
    }
    CalibrationTable.lines(learned.tags().stream().map(LearnedTag::calibration).toList())
        .forEach(lines::println);
    for (LearnedTag tag : learned.tags()) {
      for (LearnedTag.Mistake mistake : tag.mistakes()) {
        lines.println(
            TerminalView.safe(
                "nearer to %s: %s"
                    .formatted(mistake.nearest(), files.get(tag.name()).get(mistake.example()))));
      }
    }
    if (ofNone == 0) {
      spec.commandLine()
          .getErr()
          .println(
              "note: no images of none of the tags (--others): other images may get tags that they"
                  + " do not show");
    }
    lines.println(TerminalView.safe(out.toString()));
  }
}
