package io.github.ram4j.cli;

import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.PublishedThresholds;
import io.github.ram4j.evaluate.TagListFile;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how good models are on images of which it is known what they show. */
@Command(
    name = "evaluate",
    description =
        "Says how good models are, on images of which it is known what they show, and finds"
            + " thresholds.",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description =
          "Any that 'ram recognize --model' opens, " + OpenOptions.SHIPPED + " among them.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description =
          "What the images show: lines of image,tag,tag… or JSON Lines of \"image\" and"
              + " \"tags\". Tags are names, or ids.")
  private Path truth;

  @Option(
      names = {"--images", "--pictures"},
      paramLabel = "DIR",
      description = "Where the images of the truth are; by default where its file is.")
  private Path folder;

  @Option(
      names = "--scores",
      paramLabel = "FILE.csv",
      description =
          "Scores in place of a model: a row an image, a number a tag of --tags-file, in the order"
              + " of the truth or with the image's name first.")
  private Path scores;

  @Option(
      names = "--under",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only images of the truth whose names begin so.")
  private String prefix;

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description = "Only these: names or ids separated by commas, or a file with one a line.")
  private String tags;

  @Option(
      names = "--count-unknown",
      description = "Tags of the truth that a model does not have are misses, not left out.")
  private boolean countUnknown;

  @Option(
      names = "--skip-unreadable",
      description = "Leave images out that cannot be read, and say how many.")
  private boolean skip;

  @Mixin private OpenOptions openOptions;

  @Mixin private CalibrationOptions calibration;

  @Mixin private ReplaceOption replace;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description =
          "Also write a page of one file: figures, curves, each tag with what it is taken for, the"
              + " worst images.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write the figures of each tag, a line each.")
  private Path csv;

  @Override
  public Integer call() throws IOException {
    requireOptions();
    LabelledImages all = LabelledImages.read(truth, folder);
    List<Integer> under = all.beginning(prefix);
    LabelledImages images = all.only(under);
    List<ImageScores> found = scores == null ? recognize(images) : List.of(read(all).only(under));
    List<Integer> readable = readable(found, images.size());
    report(found, readable, images.only(readable), images.size() - readable.size());
    return 0;
  }

  private void requireOptions() throws IOException {
    if (models.isEmpty() == (scores == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected a MODEL or --scores, found " + (models.isEmpty() ? "neither" : "both"));
    }
    if (scores != null && openOptions.tagsFile() == null) {
      throw new ParameterException(
          spec.commandLine(), "--scores: expected with the --tags-file that they belong to");
    }
    if (scores == null) {
      openOptions.requireTagsFileIsWanted(models.stream().map(Path::of).toList());
    }
    calibration.require(spec.commandLine(), models.size());
    List<Path> inputs = new ArrayList<>(openOptions.inputs());
    inputs.addAll(Arrays.asList(truth, scores));
    models.forEach(model -> inputs.add(Path.of(model)));
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--html", html, OutputKind.EVALUATION_PAGE)
        .require("--json", json, OutputKind.EVALUATION_JSON)
        .require("--csv", csv, OutputKind.EVALUATION_CSV)
        .require("--calibrated", calibration.list(), OutputKind.TAG_LIST);
  }

  private List<ImageScores> recognize(LabelledImages images) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    List<ImageScores> found = new ArrayList<>();
    List<TagVocabulary> lists = new ArrayList<>();
    for (String model : models) {
      try (Recognizer recognizer = openOptions.open(Path.of(model), err)) {
        OpenOptions.tellAssumed(recognizer, err);
        lists.add(recognizer.vocabulary());
        requireOneMeaning(lists, images);
        TagVocabulary evaluated =
            openOptions.runOptions().areThresholdsGiven()
                ? recognizer.vocabulary()
                : PublishedThresholds.toEvaluate(recognizer.vocabulary());
        found.add(
            ImageScores.recognize(shortName(model), recognizer, evaluated, images, skip, err));
      }
    }
    return found;
  }

  /** The name of the file or folder, where that tells the models apart. */
  private String shortName(String model) {
    Path name = Path.of(model).getFileName();
    boolean alone =
        name != null
            && models.stream()
                    .filter(other -> name.equals(Path.of(other).getFileName()))
                    .limit(2)
                    .count()
                == 1;
    return alone ? name.toString() : model;
  }

  private ImageScores read(LabelledImages images) throws IOException {
    TagVocabulary list =
        openOptions.runOptions().withThresholds(TagListFile.read(openOptions.tagsFile()));
    return ImageScores.read(
        scores, list, openOptions.output(), images, spec.commandLine().getErr());
  }

  /** The places of images that all models could read. */
  private static List<Integer> readable(List<ImageScores> found, int images) {
    List<Integer> readable =
        IntStream.range(0, images)
            .filter(i -> found.stream().allMatch(model -> model.rows().get(i) != null))
            .boxed()
            .toList();
    if (readable.isEmpty()) {
      throw new IllegalArgumentException(
          "images: expected at least one of %d that can be read, found none".formatted(images));
    }
    return readable;
  }

  private void report(
      List<ImageScores> found, List<Integer> readable, LabelledImages images, int skipped)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    tellIds(found.get(0).vocabulary(), images);
    List<EvaluationRow> rows =
        EvaluationRow.of(found, readable, images, TagSelection.of(tags), this::missesCounted);
    if (calibration.wanted()) {
      EvaluatedModel calibrated =
          calibration.calibrate(rows.get(0).model(), found.get(0).vocabulary(), out);
      rows.add(new EvaluationRow(missesCounted(calibrated), EvaluationRow.OWN, Double.NaN));
    }
    out.printf(
        "%d images%s%n", images.size(), skipped == 0 ? "" : ", %d left out".formatted(skipped));
    EvaluationTable.print(out, rows);
    List<String> notes = EvaluationTable.notes(rows, countUnknown);
    notes.forEach(out::println);
    if (html != null) {
      EvaluationPage.write(html, rows, notes, images, openOptions.runOptions().modelOptions());
    }
    if (json != null) {
      EvaluationFiles.writeJson(json, rows, skipped);
    }
    if (csv != null) {
      EvaluationFiles.writeCsv(csv, rows);
    }
  }

  /** Ids are those of a model's own list; models that are compared must agree on them. */
  private void requireOneMeaning(List<TagVocabulary> lists, LabelledImages images)
      throws IOException {
    TagIds.requireOneMeaning("truth " + truth, shown(images), lists);
    TagIds.requireOneMeaning("--tags", TagSelection.entriesOf(tags), lists);
  }

  private void tellIds(TagVocabulary list, LabelledImages images) {
    if (shown(images).stream().anyMatch(entry -> TagIds.isId(entry, list))) {
      spec.commandLine()
          .getErr()
          .println(TerminalView.safe("assumed: numbers of the truth are ids of " + list.name()));
    }
  }

  private static Set<String> shown(LabelledImages images) {
    Set<String> shown = new TreeSet<>();
    images.tags().forEach(shown::addAll);
    return shown;
  }

  private EvaluatedModel missesCounted(EvaluatedModel model) {
    return countUnknown ? model.withMisses() : model;
  }
}
