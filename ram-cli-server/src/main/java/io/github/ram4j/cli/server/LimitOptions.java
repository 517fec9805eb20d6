package io.github.ram4j.cli.server;

import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.server.ServerLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of limits. */
final class LimitOptions {
  private static final int MOST_MEGABYTES = 1024;

  /** A signal's hook waits for a minute, in which the models close, too. */
  private static final int MOST_STOP_SECONDS = 55;

  @Option(
      names = "--max-megabytes",
      paramLabel = "N",
      defaultValue = "32",
      description = "Megabytes of an image; 32 by default. Larger ones are refused (413).")
  private int megabytes;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "100",
      description = "Megapixels of an image; 100 by default. Larger ones are refused (413).")
  private int megapixels;

  @Option(
      names = "--body-memory",
      paramLabel = "MEGABYTES",
      defaultValue = "512",
      description = "Memory for images that wait; 512 MB by default.")
  private int memory;

  @Option(
      names = "--request-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Time of a request, upload included; 60 s by default.")
  private int requestSeconds;

  @Option(
      names = "--stop-seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Time that a stop waits for answers, 1 to 55 s; 30 s by default.")
  private int stopSeconds;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Connections at once; 4096 by default.")
  private int connections;

  @Option(
      names = "--client-requests",
      paramLabel = "N",
      defaultValue = "64",
      description = "Requests at once of one address; 64 by default. Further ones get 429.")
  private int clientRequests;

  private static void requireWithin(String option, int found, int most) {
    if (found < 1 || found > most) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d, found %d".formatted(option, most, found));
    }
  }

  ServerLimits limits() {
    ServerLimits usual = ServerLimits.defaults();
    requireWithin("--max-megabytes", megabytes, MOST_MEGABYTES);
    requireWithin("--stop-seconds", stopSeconds, MOST_STOP_SECONDS);
    requireWithin("--body-memory", memory, Integer.MAX_VALUE);
    return usual
        .withBodies(megabytes << 20, (long) memory << 20, usual.bodyBytesPerSecond())
        .withTimes(
            usual.headTime(),
            usual.idleTime(),
            Duration.ofSeconds(requestSeconds),
            Duration.ofSeconds(stopSeconds))
        .withClients(connections, clientRequests);
  }

  /** The library's options with these. */
  ModelOptions on(ModelOptions options) {
    return options.withImages(options.images().withLimits(pixels(), options.images().maxBytes()));
  }

  /** The greatest number of pixels of an image. */
  long pixels() {
    requireWithin("--max-megapixels", megapixels, Integer.MAX_VALUE);
    return megapixels * 1_000_000L;
  }
}
