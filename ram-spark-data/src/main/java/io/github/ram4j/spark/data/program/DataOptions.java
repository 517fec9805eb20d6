package io.github.ram4j.spark.data.program;

import io.github.ram4j.data.ReportFiles;
import io.github.ram4j.spark.data.DataJob;
import io.github.ram4j.spark.data.DataPassResult;
import io.github.ram4j.spark.data.DataPassResult.UnreadableImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the programs that run a model over examples: model, tables and report. */
final class DataOptions {
  @Parameters(
      paramLabel = "[MODEL] IN",
      arity = "1..2",
      hideParamSyntax = true,
      description = {
        "The model, unless --model gives it;",
        "examples: JSON Lines, or Parquet where the name ends in .parquet; a file or a folder."
      })
  private List<String> given = List.of();

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "The folder to write. It appears when it is complete.")
  private String out = "";

  @Option(
      names = "--report",
      paramLabel = "NAME",
      description =
          "Name of the report: NAME.txt and NAME.json; OUT.report.txt and OUT.report.json by"
              + " default.")
  private @Nullable String report;

  @Option(
      names = "--strict",
      description = "Stop at an unreadable image. By default such images are passed on unchanged.")
  private boolean strict;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  boolean isStrict() {
    return strict;
  }

  ClusterOptions cluster() {
    return cluster;
  }

  /** The model, from either place of the command line. */
  String model() {
    return model.name(given.size() == 2 ? given.get(0) : null);
  }

  DataJob job(SparkSession spark) {
    return DataJob.of(spark, given.get(given.size() - 1), out)
        .withPartitions(cluster.partitions())
        .withReplace(cluster.replaces());
  }

  /** Checks the report's names before anything is computed. */
  HadoopFiles files(SparkSession spark) throws IOException {
    HadoopFiles files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
    if (!cluster.replaces()) {
      files.requireNew("--report", name(".txt"));
      files.requireNew("--report", name(".json"));
    }
    return files;
  }

  /** Writes the report, prints its totals, and gives the exit status. */
  int finish(DataPassResult result, HadoopFiles files, PrintWriter print, PrintWriter err)
      throws IOException {
    files.writeBoth(
        name(".txt"),
        name(".json"),
        (text, json) -> ReportFiles.write(result.report(), text, json));
    for (UnreadableImage image : result.unreadable()) {
      err.println(
          "ram: passed on unchanged: %s: %s"
              .formatted(image.image(), image.reason())
              .replaceAll("\\p{Cntrl}", "\uFFFD"));
    }
    result.report().totals().forEach((name, count) -> print.printf("%s: %,d%n", name, count));
    print.println("report: " + name(".txt"));
    return result.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private String name(String ending) {
    String base = report == null ? out.replaceFirst("\\.(jsonl|parquet)$", "") + ".report" : report;
    return base + ending;
  }
}
