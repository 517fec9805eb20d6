package io.github.ram4j.cli.train;

import io.github.ram4j.cli.Count;
import io.github.ram4j.cli.OutputCheck;
import io.github.ram4j.cli.Table;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainReport;
import io.github.ram4j.train.Trainer;
import io.github.ram4j.train.data.Augmentation;
import io.github.ram4j.train.data.ExampleFiles;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that trains a checkpoint on images. */
@Command(
    name = "train",
    description = {
      "Train a checkpoint of RAM, RAM++ or Tag2Text on images with tags and captions.",
      "A stopped or killed training resumes when it is run again with the same options."
    },
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  /** Largest number of unknown tags that are named; the others are counted. */
  private static final int NAMED = 10;

  @Spec private CommandSpec spec;

  @Mixin private ModelChoice model;

  @Option(
      names = "--data",
      paramLabel = "FILE.jsonl",
      required = true,
      description =
          "Training examples: a JSON object a line, {\"image\": \"a.jpg\", \"tags\": [\"cat\"],"
              + " \"caption\": \"…\"}; see docs/training.md.")
  private Path data;

  @Option(
      names = "--validation",
      paramLabel = "FILE.jsonl",
      required = true,
      description = "Validation examples, other images, by which the best checkpoint is chosen.")
  private Path validation;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder of the training: its state, the best checkpoint, curves.png.")
  private Path out;

  @Mixin private AugmentationOptions augmentationOptions;

  @Mixin private StepOptions steps;

  @Override
  public Integer call() throws IOException {
    requireOutputs();
    PrintWriter err = spec.commandLine().getErr();
    StartingModel start = model.open(data);
    Augmentation augmentation = augmentationOptions.toAugmentation();
    int side = start.imageSizePx();
    ExampleFiles set =
        ExampleFiles.forTraining(data, start.vocabulary(), side, augmentation, steps.seed());
    warn(err, data, set.unknownTags());
    ExampleFiles others = ExampleFiles.forValidation(validation, start.vocabulary(), side);
    warn(err, validation, others.unknownTags());
    TrainOptions options = steps.toOptions(start, set);
    print(train(start, set, others, options, err), start);
    return 0;
  }

  private void requireOutputs() throws IOException {
    List<Path> inputs = new ArrayList<>(model.inputs());
    inputs.addAll(List.of(data, validation));
    OutputCheck check = new OutputCheck(spec.commandLine(), false, inputs);
    check.requireNoDash("--out", out);
    for (Path file : Trainer.files(out)) {
      check.requireNoInput("--out", file);
    }
  }

  private TrainReport train(
      StartingModel start,
      ExampleFiles set,
      ExampleFiles others,
      TrainOptions options,
      PrintWriter err)
      throws IOException {
    TrainingLines progress = new TrainingLines(err);
    try {
      return Trainer.train(start, set, others, options, out, progress);
    } finally {
      progress.endLine();
    }
  }

  private static void warn(PrintWriter err, Path file, SortedMap<String, Integer> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    String names =
        unknown.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(NAMED)
            .map(tag -> tag.getKey() + " (" + tag.getValue() + ")")
            .collect(Collectors.joining(", "));
    err.println(
        TerminalView.safe(
            "%s: left out %s that the model lacks (--tags-from-data adds them): %s%s"
                .formatted(
                    file,
                    Count.of(unknown.size(), "tag"),
                    names,
                    unknown.size() > NAMED ? ", …" : "")));
  }

  private void print(TrainReport report, StartingModel start) {
    PrintWriter lines = spec.commandLine().getOut();
    Table table = new Table();
    table.add("steps", "%,d".formatted(report.steps()));
    report
        .bestMeanAveragePrecision()
        .ifPresent(best -> table.add("best mAP", String.format(Locale.ROOT, "%.4f", best)));
    table.add("time", TrainingLines.time(report.time()));
    lines.println(TerminalView.safe(out.toString()));
    table.lines().forEach(lines::println);
    if (!report.finished()) {
      lines.println("to go on, run it again with the same options");
    }
    if (report.bestMeanAveragePrecision().isPresent()) {
      lines.println(TerminalView.safe("to use it: " + model.convertCommand(report.best(), start)));
    }
  }
}
