package io.github.ram4j.benchmarks;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import io.github.ram4j.server.ServerOptions.Batching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads a server on this machine with clients that ask again as soon as they are answered, and the
 * bare library with as many threads as the server has workers. Kinds of batches take turns. Writes
 * TABLE.md and TABLE.json.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.LoadServer --images ram-examples/samples/photos \
 *   --batching 1,0,2,1 --batching 8,5,2,1 --seconds 60 --out TABLE
 * </pre>
 */
@Command(
    name = "LoadServer",
    description = "Loads a server with clients, and the bare library with threads.",
    mixinStandardHelpOptions = true)
public final class LoadServer implements Callable<Integer> {
  private static final int QUEUE = 64;

  @Option(names = "--images", required = true, description = "A folder of images to send.")
  private Path images;

  @Option(
      names = "--model",
      defaultValue = "photo",
      description = "photo, clipart, captions or a bundle.")
  private String model;

  @Option(names = "--clients", defaultValue = "50", description = "Clients at once.")
  private int clients;

  @Option(names = "--seconds", defaultValue = "30", description = "Time of each measurement.")
  private int seconds;

  @Option(
      names = "--batching",
      required = true,
      paramLabel = "BATCH,MS,WORKERS,THREADS",
      description = "Images of a batch, window, inferences at once, threads of each; repeatable.")
  private List<String> batchings;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  LoadServer() {}

  /** Settings of one measurement. */
  private record Kind(int batch, int windowMs, int workers, int threads) {
    static Kind of(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length != 4) {
        throw new IllegalArgumentException(
            "--batching: expected BATCH,MS,WORKERS,THREADS, found " + text);
      }
      return new Kind(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Integer.parseInt(parts[3]));
    }

    ModelOptions options() {
      return ModelOptions.defaults()
          .withBatchSize(batch)
          .withRuntime(RuntimeOptions.defaults().withThreads(threads));
    }
  }

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new LoadServer(), arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<byte[]> encoded = read();
    FigureTable table =
        new FigureTable()
            .text("kind", "what")
            .figure("batch", "images of a batch", "%d")
            .figure("window", "window, ms", "%d")
            .figure("workers", "workers", "%d")
            .figure("threads", "threads of each", "%d")
            .figure("rate", "images a second", "%.1f")
            .figure("median", "p50, ms", "%.0f")
            .figure("slow", "p99, ms", "%.0f")
            .figure("refused", "refused (429)", "%d")
            .figure("failed", "failed", "%d")
            .figure("memory", "memory of its own, MB", "%.0f");
    for (String each : batchings) {
      Kind kind = Kind.of(each);
      try (Recognizer recognizer = open(kind)) {
        recognizer.warmUp();
        if (kind.batch() == 1) {
          add(table, "library", kind, ClientLoad.ofLibrary(recognizer, encoded, kind.workers()));
        }
        add(table, "server", kind, served(recognizer, kind, encoded));
      }
    }
    Machine.describe(new Report("A server under load")).table("load", table).write(out);
    return 0;
  }

  private Recognizer open(Kind kind) throws IOException {
    return switch (model) {
      case "photo" -> RamModels.open(PhotoModels.tagger(), kind.options());
      case "clipart" -> RamModels.open(ClipartModels.ram(), kind.options());
      case "captions" -> RamModels.openCaptioner(ClipartModels.tag2text(), kind.options());
      default -> RamModels.open(Path.of(model), kind.options());
    };
  }

  private ClientLoad served(Recognizer recognizer, Kind kind, List<byte[]> encoded)
      throws IOException {
    ServerOptions options =
        ServerOptions.defaults()
            .withBatching(
                new Batching(
                    kind.batch(), Duration.ofMillis(kind.windowMs()), QUEUE, kind.workers()));
    RamServer server = RamServer.start(ServedModels.of(recognizer), options);
    String path = recognizer instanceof Captioner ? "v1/caption" : "v1/recognize";
    return ClientLoad.ofServer(server, path, encoded, clients);
  }

  private void add(FigureTable table, String what, Kind kind, ClientLoad load)
      throws InterruptedException, IOException {
    try (load) {
      ClientLoad.Figures figures = load.run(Duration.ofSeconds(seconds));
      ProcessMemory memory = ProcessMemory.NONE.seeing(Path.of("/proc/self/status"));
      System.out.printf("%s %s: %s%n", what, kind, figures);
      table.row(
          what,
          kind.batch(),
          kind.windowMs(),
          kind.workers(),
          kind.threads(),
          figures.perSecond(),
          figures.medianMs(),
          figures.slowMs(),
          figures.refused(),
          figures.failed(),
          memory.anonymousBytes() / 1e6);
    }
  }

  private static boolean isImage(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*[.](jpe?g|png|webp)");
  }

  private List<byte[]> read() throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(images)) {
      for (Path file : files.sorted().filter(LoadServer::isImage).toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
