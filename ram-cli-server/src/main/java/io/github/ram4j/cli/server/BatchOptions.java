package io.github.ram4j.cli.server;

import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.server.ServerOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of how images that wait are inferred. */
final class BatchOptions {
  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images of one inference; 1 by default, more where there is a GPU.")
  private int maxBatch;

  @Option(
      names = "--batch-window",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Milliseconds that an image waits for others; 0 by default: those that wait anyway are"
              + " taken along.")
  private int windowMs;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "64",
      description = "Images that wait at most; 64 by default. Further ones are refused (429).")
  private int queue;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Inferences at once; 2 by default. They share the processors, or have --threads each.")
  private int workers;

  ServerOptions.Batching settings() {
    if (windowMs < 0) {
      throw new IllegalArgumentException("--batch-window: expected 0 or more, found " + windowMs);
    }
    return new ServerOptions.Batching(maxBatch, Duration.ofMillis(windowMs), queue, workers);
  }

  /** The library's options with these: the workers share the processors, unless told otherwise. */
  ModelOptions on(ModelOptions options) {
    RuntimeOptions runtime = options.runtime();
    boolean told = runtime.threads() != RuntimeOptions.defaults().threads();
    int share = Math.max(1, (runtime.threads() + workers - 1) / workers);
    return options.withBatchSize(maxBatch).withRuntime(told ? runtime : runtime.withThreads(share));
  }
}
