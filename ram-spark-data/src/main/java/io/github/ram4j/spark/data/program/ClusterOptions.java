package io.github.ram4j.spark.data.program;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Options that all programs for a cluster have. */
final class ClusterOptions {
  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of partitions, about; three for each core by default. A task that fails is"
              + " repeated for its whole partition.")
  private int partitions;

  @Option(names = "--replace", description = "Replace existing outputs.")
  private boolean replace;

  int partitions() {
    return partitions;
  }

  boolean replaces() {
    return replace;
  }

  /** The session that spark-submit made, or one of this process alone; the caller closes it. */
  static SparkSession open(String name) {
    SparkConf configuration = new SparkConf();
    configuration.setIfMissing("spark.master", "local[*]");
    configuration.setIfMissing("spark.app.name", name);
    return SparkSession.builder().config(configuration).getOrCreate();
  }
}
