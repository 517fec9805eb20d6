package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures latency and images a second by the number of callers that share a recognizer and of
 * threads of each call. Writes TABLE.md and TABLE.json.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.TimeThreads --bundle DIR --callers 1,2,3,4 --threads 1,2 \
 *   --calls 8 --rounds 3 --out TABLE
 * </pre>
 */
@Command(
    name = "TimeThreads",
    description = "Latency and throughput by callers and by threads.",
    mixinStandardHelpOptions = true)
public final class TimeThreads implements Callable<Integer> {
  @Option(names = "--bundle", defaultValue = Bundles.CLIPART, description = "Or clipart.")
  private String bundle;

  @Option(names = "--image", description = "A file; a drawn image of 640 x 480 by default.")
  private Path image;

  @Option(
      names = "--callers",
      split = ",",
      defaultValue = "1,2,3,4",
      description = "Numbers of callers that share a recognizer.")
  private List<Integer> callers;

  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2",
      description = "Numbers of threads that a call computes with.")
  private List<Integer> threads;

  @Option(names = "--calls", defaultValue = "8", description = "Of each caller in a round.")
  private int calls;

  @Option(names = "--rounds", defaultValue = "3", description = "Through all combinations.")
  private int rounds;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  TimeThreads() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TimeThreads(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    Bundle model = Bundles.read(bundle);
    ImageSource asked =
        image == null ? ImageSource.of(SampleImages.jpeg(640, 480)) : ImageSource.of(image);
    List<Recognizer> recognizers = new ArrayList<>();
    try {
      List<SharedLoad> loads = new ArrayList<>();
      for (int each : threads) {
        Recognizer recognizer =
            RamModels.open(
                model,
                ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(each)));
        recognizers.add(recognizer);
        callers.forEach(count -> loads.add(new SharedLoad(recognizer, each, count)));
      }
      for (int round = -1; round < rounds; round++) {
        for (SharedLoad load : loads) {
          load.run(asked, calls, round >= 0);
        }
      }
      report(model, loads).write(out);
    } finally {
      recognizers.forEach(Recognizer::close);
    }
    return 0;
  }

  private Report report(Bundle model, List<SharedLoad> loads) throws IOException {
    FigureTable table =
        new FigureTable()
            .figure("threads", "threads a call", "%d")
            .figure("callers", "callers", "%d")
            .figure("medianMillis", "a call: median, ms", "%.1f")
            .figure("p95Millis", "95 %, ms", "%.1f")
            .figure("imagesPerSecond", "images/s", "%.2f");
    for (SharedLoad load : loads) {
      table.row(
          load.threads(),
          load.callers(),
          load.medianMillis(),
          load.p95Millis(),
          load.imagesPerSecond());
    }
    return Machine.describe(new Report("Callers that share a recognizer"))
        .fact("bundle", "%s, %s".formatted(model.name(), model.manifest().precision()))
        .fact("calls of each caller", rounds * calls)
        .table("loads", table)
        .note(
            "Shortest wait: %s. Most images a second: %s."
                .formatted(
                    loads.stream()
                        .min(Comparator.comparingDouble(SharedLoad::medianMillis))
                        .orElseThrow(),
                    loads.stream()
                        .max(Comparator.comparingDouble(SharedLoad::imagesPerSecond))
                        .orElseThrow()));
  }
}
