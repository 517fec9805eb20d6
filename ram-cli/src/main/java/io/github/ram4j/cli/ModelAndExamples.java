package io.github.ram4j.cli;

import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the programs that run a model over examples: model, files and report. */
final class ModelAndExamples {
  @Parameters(
      paramLabel = "[MODEL] IN.jsonl",
      arity = "1..2",
      hideParamSyntax = true,
      description = {
        "The model, unless --model gives it;",
        "examples, a JSON object a line: \"image\" and \"tags\"."
      })
  private List<Path> paths;

  @Mixin private ExampleFiles files;

  @Option(
      names = "--report",
      paramLabel = "NAME",
      description =
          "Name of the report: NAME.txt and NAME.json; OUT.report.txt and OUT.report.json by"
              + " default.")
  private Path report;

  @Option(
      names = "--strict",
      description =
          "Stop at an unreadable image, and write nothing. By default such images are named and"
              + " passed on unchanged.")
  private boolean strict;

  @Mixin private ModelOptions modelOptions;

  /** Checks the names before anything is computed. */
  void require(CommandLine line) throws IOException {
    List<Path> inputs = new ArrayList<>(paths);
    inputs.addAll(modelOptions.inputs());
    OutputCheck check = files.check(line, inputs);
    check.requireNoDash("--report", report);
    check
        .require("--report", report(".txt"), OutputKind.REPORT_TEXT)
        .require("--report", report(".json"), OutputKind.REPORT_JSON);
  }

  /** Opens the model; the caller closes it. */
  Recognizer openModel(PrintWriter err) throws IOException {
    return paths.size() == 1 ? modelOptions.open(err) : modelOptions.openGiven(paths.get(0), err);
  }

  Path in() {
    return paths.get(paths.size() - 1);
  }

  Path out() {
    return files.out();
  }

  boolean isStrict() {
    return strict;
  }

  /** The report's file of a kind. */
  Path report(String ending) {
    Path base =
        report == null
            ? out()
                .resolveSibling(
                    out().getFileName().toString().replaceFirst("\\.jsonl$", "") + ".report")
            : report;
    return base.resolveSibling(base.getFileName() + ending);
  }
}
