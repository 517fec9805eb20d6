package io.github.ram4j.cli;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.json.NameLanguage;
import io.github.ram4j.view.json.RecognitionJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Program that recognizes the tags of images. */
@Command(
    name = "recognize",
    description = "Recognize the tags of images, in English and Chinese, with scores.",
    sortOptions = false)
final class RecognizeCommand implements Callable<Integer> {
  private static final int DIGITS = 3;

  /** Digits that tell any two scores apart but those next to 0. */
  private static final int MOST_DIGITS = 12;

  @Spec private CommandSpec spec;

  @Mixin private ImageArguments imageArguments;

  @Mixin private ModelOptions modelOptions;

  @Mixin private NewTagOptions newTags;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      defaultValue = "both",
      description = "Names in the table and in --json: en, zh or both (default).")
  private NameLanguage language;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Show the N best tags, predicted or not.")
  private Integer top;

  @Option(
      names = "--tags",
      paramLabel = "TAGS",
      description =
          "Show only these tags of the model's list, and new ones: names or ids separated by"
              + " commas, or a file with one a line. For speed, too, convert with --tags.")
  private String tags;

  @Option(names = "--json", description = "Print a JSON object for each image, one a line.")
  private boolean json;

  @Option(
      names = "--logits",
      paramLabel = "FILE.csv",
      description = {
        "Also write the logits of all tags, a row an image, each as soon as its image is done.",
        "A name that begins like a formula has an apostrophe before it."
      })
  private Path logits;

  @Mixin private ReplaceOption replace;

  @Override
  public Integer call() throws IOException {
    List<Path> all = imageArguments.require(spec.commandLine());
    if (top != null && top < 0) {
      throw new ParameterException(spec.commandLine(), "--top: expected 0 or more, found " + top);
    }
    newTags.requireWhole();
    requireOutput(all);
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    try (Recognizer model = modelOptions.open(err);
        Recognizer recognizer = newTags.over(model, modelOptions.run(), err);
        LogitsCsv csv = logits == null ? null : new LogitsCsv(logits, all)) {
      OpenOptions.tellAssumed(recognizer, err);
      TagVocabulary shown = newTags.withNew(recognizer.vocabulary(), TagSelection.of(tags));
      int failed = imageArguments.refused() + recognize(recognizer, all, shown, csv);
      if (csv != null) {
        csv.finish();
      }
      return failed == 0 ? 0 : 1;
    }
  }

  /** Recognizes images and returns the number of unreadable ones. */
  private int recognize(
      Recognizer recognizer, List<Path> images, TagVocabulary shown, LogitsCsv csv)
      throws IOException {
    int failed = 0;
    List<ImageSource.File> files = images.stream().map(ImageSource.File::new).toList();
    try (Outcomes<ImageSource.File, Recognition> outcomes = recognizer.recognizeEach(files)) {
      for (Outcome<ImageSource.File, Recognition> outcome : outcomes) {
        failed += show(outcome, shown, csv) ? 0 : 1;
      }
    }
    return failed;
  }

  private void requireOutput(List<Path> images) throws IOException {
    List<Path> inputs = new ArrayList<>(images);
    inputs.addAll(modelOptions.inputs());
    inputs.addAll(newTags.inputs());
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--logits", logits, OutputKind.LOGITS);
  }

  /** Shows an outcome. An unreadable image never stops a run. */
  private boolean show(
      Outcome<ImageSource.File, Recognition> outcome, TagVocabulary shown, LogitsCsv csv)
      throws IOException {
    Path image = outcome.input().path();
    Recognition recognition;
    try {
      recognition = outcome.get();
    } catch (IOException | ImageException e) {
      spec.commandLine().getErr().println("ram: " + Errors.explain(e));
      return false;
    }
    if (tags != null) {
      recognition = recognition.subset(shown);
    }
    if (csv != null) {
      csv.add(image, recognition);
    }
    List<TagScore> found = top == null ? recognition.tags() : recognition.top(top);
    if (json) {
      spec.commandLine().getOut().println(json(image, found, recognition));
    } else {
      print(image, withNewTags(found, recognition), recognition);
    }
    return true;
  }

  /** The tags found, and then the new ones that were not: whoever names a tag wants its score. */
  private List<TagScore> withNewTags(List<TagScore> found, Recognition recognition) {
    List<TagScore> shown = new ArrayList<>(found);
    newTagScores(recognition).stream().filter(score -> !found.contains(score)).forEach(shown::add);
    return shown;
  }

  /** The new tags, in the order given. */
  private List<TagScore> newTagScores(Recognition recognition) {
    List<TagScore> scores = new ArrayList<>();
    for (int id : newTags.byId().keySet()) {
      recognition
          .vocabulary()
          .indexOfId(id)
          .ifPresent(index -> scores.add(recognition.tagScore(index)));
    }
    return scores;
  }

  private String json(Path image, List<TagScore> found, Recognition recognition)
      throws IOException {
    RecognitionJson members = new RecognitionJson(language, newTags.byId());
    return JsonLine.of(
        out -> {
          out.writeStringField("image", image.toString());
          members.writeMembers(out, found, recognition);
        });
  }

  private void print(Path image, List<TagScore> found, Recognition recognition) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(TerminalView.safe(image.toString()));
    Table table = new Table();
    for (TagScore score : found) {
      int digits = digits(score);
      table.add(
          names(
              score,
              number(score.score(), digits),
              (score.holds() ? "> " : "≤ ") + number(score.threshold(), digits)));
    }
    table.lines().forEach(out::println);
    if (found.isEmpty() && top == null) {
      TagScore best = recognition.top(1).get(0);
      out.printf(
          "  no tag holds; the best is %s with %s, its threshold %s%n",
          TerminalView.safe(best.tag().english()),
          number(best.score(), DIGITS),
          number(best.threshold(), DIGITS));
    }
  }

  private String[] names(TagScore score, String... rest) {
    List<String> cells = new ArrayList<>();
    if (language.showsEnglish(score.tag())) {
      cells.add(score.tag().english());
    }
    if (language.showsChinese()) {
      cells.add(score.tag().chineseText());
    }
    cells.addAll(List.of(rest));
    return cells.toArray(String[]::new);
  }

  /** The fewest digits, from three, that show a score above its threshold as above it. */
  static int digits(TagScore score) {
    int digits = DIGITS;
    while (score.holds()
        && digits < MOST_DIGITS
        && number(score.score(), digits).equals(number(score.threshold(), digits))) {
      digits++;
    }
    return digits;
  }

  static String number(float score, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", score);
  }
}
