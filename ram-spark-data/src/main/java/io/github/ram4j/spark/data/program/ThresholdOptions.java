package io.github.ram4j.spark.data.program;

import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.evaluate.ThresholdsFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of thresholds. */
final class ThresholdOptions {
  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "One threshold for all tags, 0 to 1; the published ones by default.")
  private @Nullable Float threshold;

  @Option(
      names = "--thresholds",
      paramLabel = "LIST",
      description =
          "Thresholds of single tags: a list, as 'ram evaluate --calibrate' writes it, matched by"
              + " names, or a number a line in the order of the published list.")
  private @Nullable String thresholds;

  boolean areGiven() {
    return threshold != null || thresholds != null;
  }

  ThresholdPolicy policy(HadoopFiles files) throws IOException {
    if (threshold != null && thresholds != null) {
      throw new IllegalArgumentException(
          "--threshold and --thresholds: expected one of the two, found both");
    }
    if (thresholds != null) {
      return files.read(thresholds, ThresholdsFile::read);
    }
    return threshold == null ? ThresholdPolicy.published() : ThresholdPolicy.uniform(threshold);
  }
}
