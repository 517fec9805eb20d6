package io.github.ram4j.spark.data.program;

import io.github.ram4j.evaluate.PrecisionRecall;
import io.github.ram4j.evaluate.run.EvaluationFiles;
import io.github.ram4j.evaluate.run.EvaluationSummary;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.spark.data.SparkEvaluationOptions;
import io.github.ram4j.spark.data.SparkEvaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that evaluates a model on labelled images. */
@Command(
    name = "evaluate",
    description = "Evaluate a model on labelled images.",
    sortOptions = false)
final class EvaluateProgram implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "The model, unless --model gives it.")
  private @Nullable String given;

  @Mixin private LabelOptions labels = new LabelOptions();

  @Option(
      names = "--count-unknown",
      description = "Count labels that the model lacks as misses, instead of leaving them out.")
  private boolean countUnknown;

  @Option(
      names = "--skip-unreadable",
      description = "Leave unreadable images out, and print their number.")
  private boolean skip;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private ThresholdOptions thresholds = new ThresholdOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
  private @Nullable String json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write the figures of each tag, a line each.")
  private @Nullable String csv;

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = ClusterOptions.open("ram evaluate")) {
      HadoopFiles files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
      requireNew(files, "--json", json);
      requireNew(files, "--csv", csv);
      LabelledImages images = labels.read(spark, files);
      SparkEvaluationOptions options =
          SparkEvaluationOptions.defaults()
              .withCountUnknown(countUnknown)
              .withSkipUnreadable(skip)
              .withPartitions(cluster.partitions());
      EvaluationSummary summary =
          new SparkEvaluator(
                  spark,
                  model.name(given),
                  thresholds.areGiven()
                      ? options.withThresholds(thresholds.policy(files))
                      : options)
              .evaluate(new Path(model.name(given)).getName(), images, labels.folder());
      write(files, json, out -> EvaluationFiles.writeJson(summary, out));
      write(files, csv, out -> EvaluationFiles.writeCsv(summary, out));
      print(summary, spec.commandLine().getOut());
      return 0;
    }
  }

  private void requireNew(HadoopFiles files, String option, @Nullable String name)
      throws IOException {
    if (name != null && !cluster.replaces()) {
      files.requireNew(option, name);
    }
  }

  /** Writes text. */
  @FunctionalInterface
  private interface Text {
    void write(Writer out) throws IOException;
  }

  private static void write(HadoopFiles files, @Nullable String name, Text text)
      throws IOException {
    if (name != null) {
      files.write(
          name,
          local -> {
            try (Writer out = Files.newBufferedWriter(local)) {
              text.write(out);
            }
            return local;
          });
    }
  }

  private static void print(EvaluationSummary summary, PrintWriter out) {
    EvaluationSummary.Row row = summary.rows().get(0);
    out.printf("images: %,d%n", summary.images());
    if (summary.skipped() > 0) {
      out.printf("images left out: %,d%n", summary.skipped());
    }
    out.printf("tags: %,d%n", row.evaluation().tags().size());
    out.printf("tags shown: %,d%n", row.evaluation().shownTags());
    out.printf(Locale.ROOT, "mAP: %.4f%n", row.evaluation().meanAveragePrecision());
    out.printf(Locale.ROOT, "mAP shown: %.4f%n", row.evaluation().meanAveragePrecisionOfShown());
    row.evaluation().perClass().ifPresent(means -> print(out, "C", means));
    row.evaluation().overall().ifPresent(means -> print(out, "O", means));
    row.unknown()
        .forEach((tag, count) -> out.printf("not a tag of the model: %s (%,d)%n", tag, count));
  }

  private static void print(PrintWriter out, String letter, PrecisionRecall means) {
    out.printf(
        Locale.ROOT,
        "%1$sP, %1$sR, %1$sF1: %2$.4f, %3$.4f, %4$.4f%n",
        letter,
        means.precision(),
        means.recall(),
        means.f1());
  }
}
