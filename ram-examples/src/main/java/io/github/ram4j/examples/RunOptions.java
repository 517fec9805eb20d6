package io.github.ram4j.examples;

import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.onnx.ProviderChoice;
import io.github.ram4j.onnx.SessionConfig;
import picocli.CommandLine.Option;

/** The options that say how a model is run. */
final class RunOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = "Execution provider: cpu (default), cuda or auto.")
  private ProviderChoice provider;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads on the CPU; all processors by default.")
  private Integer threads;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "One threshold for all tags, 0 to 1; the published ones by default.")
  private Float threshold;

  @Option(names = "--no-exif", description = "Leave pictures as stored, as the authors do.")
  private boolean noExif;

  SessionConfig toConfig() {
    SessionConfig config =
        SessionConfig.defaults().withProvider(provider).withExifRotation(!noExif);
    if (threads != null) {
      config = config.withThreads(threads);
    }
    return threshold == null ? config : config.withThresholds(ThresholdPolicy.uniform(threshold));
  }
}
