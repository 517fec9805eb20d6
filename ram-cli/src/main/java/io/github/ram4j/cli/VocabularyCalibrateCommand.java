package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ImageException;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.evaluate.Calibration.Origin;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.evaluate.run.ModelScores;
import io.github.ram4j.evaluate.run.ScoringOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.vocabulary.VocabularyCalibration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that chooses the thresholds of new tags on labelled images. */
@Command(
    name = "calibrate",
    description = "Choose the thresholds of a vocabulary's new tags on labelled images.",
    sortOptions = false)
final class VocabularyCalibrateCommand implements Callable<Integer> {
  private static final int MOST_UNKNOWN = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A vocabulary file.")
  private Path file;

  @Option(
      names = "--images",
      paramLabel = "IMAGES",
      required = true,
      description = {
        "Labelled images: a file as 'ram evaluate --truth' takes it, or a folder with a folder of"
            + " images for each tag.",
        "Images without a label, or directly in the folder, show none of the tags; they belong to"
            + " a calibration, too."
      })
  private Path images;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Folder of the images of a file; by default the file's own.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The vocabulary file to write.")
  private Path out;

  @Mixin private GoalOptions goal;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ReplaceOption replace;

  @Override
  public Integer call() throws IOException {
    List<Path> inputs = new ArrayList<>(modelOptions.inputs());
    inputs.addAll(Arrays.asList(file, images));
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--out", out, OutputKind.VOCABULARY);
    CalibrationGoal wanted = goal.goal();
    if (folder != null && Files.isDirectory(images)) {
      throw new IllegalArgumentException(
          "--folder: expected with a file of labels, found with the folder " + images);
    }
    OpenVocabulary tags = OpenVocabulary.read(file);
    LabelledImages all =
        Files.isDirectory(images)
            ? TagFolder.read(images).labelled()
            : LabelledImages.read(images, folder);
    VocabularyCalibration found = calibrate(tags, all, wanted);
    found.vocabulary().write(out);
    print(found, wanted);
    return 0;
  }

  private VocabularyCalibration calibrate(
      OpenVocabulary tags, LabelledImages all, CalibrationGoal wanted) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    ModelScores scores;
    try (Recognizer model = modelOptions.open(err)) {
      scores =
          ModelScores.recognize(
              "the model",
              VocabularyFiles.over(model, file, tags),
              all,
              ScoringOptions.defaults()
                  .withSkipUnreadable(true)
                  .withListener(new ScoringLines("the model", err)));
    }
    List<Integer> read = IntStream.range(0, all.size()).filter(scores::hasScores).boxed().toList();
    if (read.isEmpty()) {
      throw new ImageException(
          "images: expected at least one of %d that can be read, found none".formatted(all.size()));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s%s%n",
            Count.of(read.size(), "image"),
            read.size() == all.size() ? "" : ", %d left out".formatted(all.size() - read.size()));
    try {
      return VocabularyCalibration.of(tags, scores.matrix(read), all.only(read).tags(), wanted);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(
          "%s, with vocabulary file %s: %s".formatted(images, file, e.getMessage()), e);
    }
  }

  private void print(VocabularyCalibration found, CalibrationGoal wanted) {
    PrintWriter lines = spec.commandLine().getOut();
    CalibrationTable.lines(found.tags()).forEach(lines::println);
    if (!found.unknown().isEmpty()) {
      lines.println(TerminalView.safe("no tag of the vocabulary: " + unknown(found)));
    }
    lines.println(
        TerminalView.safe(
            "thresholds for %s: %s by their own scores, %d by those of all new tags, %d never hold: %s"
                .formatted(
                    wanted,
                    Count.of(found.count(Origin.OWN), "tag"),
                    found.count(Origin.POOLED),
                    found.count(Origin.NEVER),
                    out)));
  }

  private static String unknown(VocabularyCalibration found) {
    String first =
        found.unknown().entrySet().stream()
            .limit(MOST_UNKNOWN)
            .map(label -> label.getKey() + " (" + label.getValue() + ")")
            .collect(Collectors.joining(", "));
    return found.unknown().size() > MOST_UNKNOWN ? first + ", …" : first;
  }
}
