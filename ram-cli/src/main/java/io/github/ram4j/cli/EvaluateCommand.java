package io.github.ram4j.cli;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.TagListFile;
import io.github.ram4j.evaluate.report.HtmlReport;
import io.github.ram4j.evaluate.run.Comparison;
import io.github.ram4j.evaluate.run.EvaluationFiles;
import io.github.ram4j.evaluate.run.EvaluationPage;
import io.github.ram4j.evaluate.run.GivenScores;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.evaluate.run.ModelScores;
import io.github.ram4j.evaluate.run.ScoringOptions;
import io.github.ram4j.evaluate.run.TagIds;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that evaluates models on labelled images. */
@Command(
    name = "evaluate",
    description = "Evaluate models on labelled images, and calibrate thresholds.",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "A model, as for 'ram recognize --model', " + ShippedModel.NAMES + " included.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description =
          "Labels of the images: lines of image,tag,tag… or JSON Lines of \"image\" and \"tags\"."
              + " Tags are names, or ids.")
  private Path truth;

  @Option(
      names = "--neutral",
      paramLabel = "FILE",
      description =
          "Tags of the images, in the format of --truth, that count neither as right nor as wrong,"
              + " neither as found nor as missed: true ones that the labels do not have"
              + " completely.")
  private Path neutral;

  @Option(
      names = {"--images", "--pictures"},
      paramLabel = "DIR",
      description = "Folder of the labelled images; by default the folder of the labels' file.")
  private Path folder;

  @Option(
      names = "--scores",
      paramLabel = "FILE.csv",
      description =
          "Scores in place of a model: a row an image, a number a tag of --tags-file, in the order"
              + " of the labels or with the image's name first.")
  private Path scores;

  @Option(
      names = "--under",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only labelled images whose names begin with this prefix.")
  private String prefix;

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description = "Only these tags: names or ids separated by commas, or a file with one a line.")
  private String tags;

  @Option(
      names = "--count-unknown",
      description = "Count labels that a model lacks as misses, instead of leaving them out.")
  private boolean countUnknown;

  @Option(
      names = "--skip-unreadable",
      description = "Leave unreadable images out, and print their number.")
  private boolean skip;

  @Mixin private OpenOptions openOptions;

  @Mixin private CalibrationOptions calibration;

  @Mixin private ReplaceOption replace;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description =
          "Also write a web page of one file: figures, curves, each tag with its confusions, the"
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
    LabelledImages labelled = LabelledImages.read(truth, folder);
    LabelledImages all = neutral == null ? labelled : labelled.withNeutral(neutral);
    List<Integer> under = beginning(all);
    LabelledImages images = all.only(under);
    List<ModelScores> found = scores == null ? recognize(images) : List.of(read(all).only(under));
    requireAnyRead(images, found);
    tellIds(found.get(0).vocabulary(), images);
    Comparison compared = Comparison.of(found, images, TagSelection.of(tags));
    report(calibrated(countUnknown ? compared.withMisses() : compared, found.get(0)));
    return 0;
  }

  private List<Integer> beginning(LabelledImages all) {
    return OptionValue.of("--under", () -> all.beginning(prefix));
  }

  /** Images of which none can be read are no wrong command line. */
  private static void requireAnyRead(LabelledImages images, List<ModelScores> found) {
    if (IntStream.range(0, images.size())
        .noneMatch(i -> found.stream().allMatch(model -> model.hasScores(i)))) {
      throw new ImageException(
          "images: expected at least one of %d that can be read, found none"
              .formatted(images.size()));
    }
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
    inputs.addAll(Arrays.asList(truth, neutral, scores));
    models.forEach(model -> inputs.add(Path.of(model)));
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--html", html, OutputKind.EVALUATION_PAGE)
        .require("--json", json, OutputKind.EVALUATION_JSON)
        .require("--csv", csv, OutputKind.EVALUATION_CSV)
        .require("--calibrated", calibration.list(), OutputKind.TAG_LIST);
  }

  private List<ModelScores> recognize(LabelledImages images) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    List<ModelScores> found = new ArrayList<>();
    List<TagVocabulary> lists = new ArrayList<>();
    for (String model : models) {
      try (Recognizer recognizer = openOptions.open(Path.of(model), err)) {
        OpenOptions.tellAssumed(recognizer, err);
        lists.add(recognizer.vocabulary());
        requireOneMeaning(lists, images);
        found.add(recognize(shortName(model), recognizer, images));
      }
    }
    return found;
  }

  private ModelScores recognize(String name, Recognizer recognizer, LabelledImages images)
      throws IOException {
    ScoringLines lines = new ScoringLines(name, spec.commandLine().getErr());
    ModelScores recognized =
        ModelScores.recognize(
            name,
            recognizer,
            images,
            ScoringOptions.defaults().withSkipUnreadable(skip).withListener(lines));
    return openOptions.runOptions().areThresholdsGiven()
        ? recognized.withThresholds(recognizer.vocabulary())
        : recognized;
  }

  /** The name of the file or folder, if it distinguishes the models. */
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

  private ModelScores read(LabelledImages images) throws IOException {
    TagVocabulary list =
        openOptions.runOptions().withThresholds(TagListFile.read(openOptions.tagsFile()));
    GivenScores read = GivenScores.read(scores, list, openOptions.output(), images);
    if (read.assumedLogits()) {
      spec.commandLine()
          .getErr()
          .println("assumed: the scores are logits, since some are not from 0 to 1");
    }
    return read.scores();
  }

  /** Adds a row at calibrated thresholds, if asked for. */
  private Comparison calibrated(Comparison compared, ModelScores model) throws IOException {
    if (!calibration.wanted()) {
      return compared;
    }
    EvaluatedModel found =
        calibration.calibrate(
            compared.rows().get(0).model(), model.vocabulary(), spec.commandLine().getOut());
    return compared.with(countUnknown ? found.withMisses() : found);
  }

  private void report(Comparison compared) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int skipped = compared.skipped();
    out.printf(
        "%s%s%n",
        Count.of(compared.images().size(), "image"),
        skipped == 0 ? "" : ", %d left out".formatted(skipped));
    EvaluationTable.print(out, compared.rows());
    List<String> notes =
        EvaluationTable.notes(compared.rows(), compared.images().neutral(), countUnknown);
    notes.forEach(out::println);
    if (html != null) {
      writePage(compared, notes);
    }
    if (json != null) {
      TextOutput.write(json, to -> EvaluationFiles.writeJson(compared, to));
    }
    if (csv != null) {
      TextOutput.write(csv, to -> EvaluationFiles.writeCsv(compared, to));
    }
  }

  private void writePage(Comparison compared, List<String> notes) throws IOException {
    ImageOptions options = openOptions.runOptions().modelOptions().images();
    HtmlReport page = EvaluationPage.of(compared, image -> decoded(image, options));
    notes.forEach(page::note);
    TextOutput.write(html, page::write);
  }

  /**
   * Decodes an image; empty if it is missing, since scores of a file may be of images that are not
   * here.
   */
  private static Optional<BufferedImage> decoded(Path image, ImageOptions options)
      throws IOException {
    if (!Files.isRegularFile(image)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RamModels.decode(ImageSource.of(image), options));
    } catch (ImageException e) {
      return Optional.empty();
    }
  }

  /** Checks that compared models agree on ids, which belong to each model's own list. */
  private void requireOneMeaning(List<TagVocabulary> lists, LabelledImages images)
      throws IOException {
    TagIds.requireOneMeaning("truth " + truth, images.shownTags(), lists);
    TagIds.requireOneMeaning("--tags", TagSelection.entriesOf(tags), lists);
  }

  private void tellIds(TagVocabulary list, LabelledImages images) {
    if (images.shownTags().stream().anyMatch(entry -> TagIds.isId(entry, list))) {
      spec.commandLine()
          .getErr()
          .println(TerminalView.safe("assumed: numbers of the truth are ids of " + list.name()));
    }
  }
}
