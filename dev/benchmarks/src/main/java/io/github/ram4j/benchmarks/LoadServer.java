package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.load.Answers;
import io.github.ram4j.benchmarks.load.ClientLoad;
import io.github.ram4j.benchmarks.load.LoadKind;
import io.github.ram4j.benchmarks.load.MemoryTrace;
import io.github.ram4j.benchmarks.load.ServedProgram;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads {@code ./ram serve}, in a process of its own, with clients that ask again as soon as they
 * are answered: first for long, looking at its memory; then in rounds, in which it takes turns with
 * the bare library, called by as many threads as the server has workers. Writes TABLE.md and
 * TABLE.json. Ends with 1 if an answer was neither 200 nor 429. Needs Linux.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.LoadServer --seconds 600 --out TABLE
 * </pre>
 */
@Command(
    name = "LoadServer",
    description = "Loads a server with clients, and the bare library with threads.",
    mixinStandardHelpOptions = true)
public final class LoadServer implements Callable<Integer> {
  private static final Set<Integer> EXPECTED = Set.of(200, 429);
  private static final int SAMPLES = 20;
  private static final String CAPTIONS = "captions";

  @Option(
      names = "--images",
      defaultValue = "ram-examples/samples/photos",
      description = "A folder of images to send; the samples by default.")
  private Path images;

  @Option(
      names = "--model",
      defaultValue = "photo",
      description = "photo, clipart, captions (of clipart) or a bundle.")
  private String model;

  @Option(names = "--clients", defaultValue = "50", description = "Clients at once.")
  private int clients;

  @Option(
      names = "--seconds",
      defaultValue = "600",
      description = "Time under load in which memory is looked at, 20 times.")
  private int seconds;

  @Option(
      names = "--round-seconds",
      description = "Time of each measurement of a round; a tenth of --seconds by default.")
  private Integer roundSeconds;

  @Option(names = "--rounds", defaultValue = "2", description = "Rounds; 0 for none.")
  private int rounds;

  @Option(
      names = "--batching",
      paramLabel = "BATCH,MS,WORKERS,THREADS",
      description =
          "Images of a batch, window, inferences at once, threads of each; repeatable. The first is"
              + " under load for long. By default as ./ram serve, and batches of 8.")
  private List<String> batchings = new ArrayList<>();

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  private final Map<Integer, Integer> statuses = new TreeMap<>();

  LoadServer() {}

  /** A measurement of a round: a server's, or the bare library's. */
  private record Turn(boolean served, LoadKind kind) {
    String what() {
      return served ? "server" : "library";
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
    if (clients < 1 || seconds < 1 || rounds < 0) {
      throw new IllegalArgumentException(
          "expected 1 or more clients and seconds, and 0 or more rounds, found %d, %d and %d"
              .formatted(clients, seconds, rounds));
    }
    List<byte[]> encoded = read();
    List<LoadKind> kinds =
        batchings.isEmpty()
            ? LoadKind.usual(Runtime.getRuntime().availableProcessors())
            : batchings.stream().map(LoadKind::of).toList();
    Report report = Machine.describe(new Report("A server under load"));
    report.fact("load of the machine before", load());
    report.fact("model", model).fact("images", encoded.size()).fact("clients", clients);
    FigureTable figures = figures();
    try (ServedProgram server = ServedProgram.start(programModel(), kinds.get(0))) {
      MemoryTrace trace = new MemoryTrace(server, SAMPLES);
      Answers answers = served(server, encoded).run(Duration.ofSeconds(seconds), trace);
      add(figures, "server, for long", kinds.get(0), answers);
      report.fact("memory", trace.change()).table("memory", trace.table());
    }
    for (int round = 0; round < rounds; round++) {
      for (Turn turn : turns(kinds, round)) {
        add(figures, turn.what(), turn.kind(), take(turn, encoded));
      }
    }
    report.table("loads", figures).fact("load of the machine after", load());
    report.fact("statuses", statuses).write(out);
    return EXPECTED.containsAll(statuses.keySet()) ? 0 : 1;
  }

  /**
   * The library once for each number of threads, each server, and the reverse in the next round.
   */
  private static List<Turn> turns(List<LoadKind> kinds, int round) {
    List<Turn> turns = new ArrayList<>();
    for (LoadKind kind : kinds) {
      Turn library = new Turn(false, new LoadKind(1, 0, kind.workers(), kind.threads()));
      if (!turns.contains(library)) {
        turns.add(library);
      }
      turns.add(new Turn(true, kind));
    }
    if (round % 2 == 1) {
      Collections.reverse(turns);
    }
    return turns;
  }

  private Answers take(Turn turn, List<byte[]> encoded) throws IOException, InterruptedException {
    Duration time =
        Duration.ofSeconds(roundSeconds == null ? Math.max(1, seconds / 10) : roundSeconds);
    LoadKind kind = turn.kind();
    if (turn.served()) {
      try (ServedProgram server = ServedProgram.start(programModel(), kind)) {
        return served(server, encoded).run(time, ClientLoad.Watch.NONE);
      }
    }
    try (Recognizer recognizer = open(kind)) {
      recognizer.warmUp();
      return ClientLoad.ofLibrary(recognizer, encoded, kind.workers())
          .run(time, ClientLoad.Watch.NONE);
    }
  }

  private ClientLoad served(ServedProgram server, List<byte[]> encoded) {
    URI address = server.uri().resolve(model.equals(CAPTIONS) ? "v1/caption" : "v1/recognize");
    return ClientLoad.ofServer(address, encoded, clients);
  }

  private String programModel() {
    return model.equals(CAPTIONS) ? "clipart" : model;
  }

  private Recognizer open(LoadKind kind) throws IOException {
    return switch (model) {
      case "photo" -> RamModels.open(PhotoModels.tagger(), kind.options());
      case "clipart" -> RamModels.open(ClipartModels.ram(), kind.options());
      case CAPTIONS -> RamModels.openCaptioner(ClipartModels.tag2text(), kind.options());
      default -> RamModels.open(Path.of(model), kind.options());
    };
  }

  private static FigureTable figures() {
    return new FigureTable()
        .text("kind", "what")
        .figure("batch", "images of a batch", "%d")
        .figure("window", "window, ms", "%d")
        .figure("workers", "workers", "%d")
        .figure("threads", "threads of each", "%d")
        .figure("answered", "images", "%d")
        .figure("rate", "images a second", "%.1f")
        .figure("median", "p50, ms", "%.0f")
        .figure("slow", "p99, ms", "%.0f")
        .text("statuses", "statuses");
  }

  private void add(FigureTable table, String what, LoadKind kind, Answers answers) {
    Answers.Figures figures = answers.figures();
    System.out.printf("%s %s: %s%n", what, kind, figures);
    figures.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
    table.row(
        what,
        kind.batch(),
        kind.windowMs(),
        kind.workers(),
        kind.threads(),
        figures.answered(),
        figures.perSecond(),
        figures.medianMs(),
        figures.slowMs(),
        figures.statuses().toString());
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
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
    if (all.isEmpty()) {
      throw new MeasurementException(images + ": expected JPEG, PNG or WebP files, found none");
    }
    return all;
  }
}
