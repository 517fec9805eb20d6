package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times the way from an image to tags, boxes and masks, and its parts: chains of a tagger, a
 * detector and a segmenter in turn, on the same image.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareRegions --image PHOTO --threads 2 --runs 7 \
 *   --chain fp32=RAM,DINO,SAM --chain int8=RAM-INT8,DINO-INT8,SAM-INT8 --out TABLE
 * </pre>
 *
 * <p>A folder may be left out: {@code vit-b=,,SAM} times a segmenter alone, on ten boxes that cover
 * the image in a grid. A chain that cannot be opened is left out, and the report says why.
 */
@Command(name = "CompareRegions", mixinStandardHelpOptions = true)
public final class CompareRegions implements Callable<Integer> {
  @Option(
      names = "--chain",
      required = true,
      description =
          "NAME=TAGGER,DETECTOR,SEGMENTER: folders of bundles, each of which may be empty.")
  private Map<String, String> chains = new LinkedHashMap<>();

  @Option(names = "--image", required = true, description = "The image.")
  private Path image;

  @Option(names = "--runs", defaultValue = "7", description = "Counted runs; one more is not.")
  private int runs;

  @Option(
      names = "--within",
      defaultValue = "3600",
      description = "Seconds after which no further run begins, once one is counted.")
  private int withinSeconds;

  @Option(names = "--threads", defaultValue = "2", description = "Threads of each call.")
  private int threads;

  @Option(
      names = "--provider",
      defaultValue = "cpu",
      description = "Execution provider: see CompareProviders.")
  private String provider;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  private final List<String> notes = new ArrayList<>();

  CompareRegions() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new CompareRegions(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    RuntimeOptions runtime = ProviderChoice.of(provider).on(RuntimeOptions.defaults());
    ModelOptions options = ModelOptions.defaults().withRuntime(runtime.withThreads(threads));
    List<RegionChain> opened = new ArrayList<>();
    try {
      for (Map.Entry<String, String> chain : chains.entrySet()) {
        try {
          opened.add(RegionChain.open(chain.getKey(), chain.getValue(), options));
          ResidentMemory.print(chain.getKey() + " opened");
        } catch (RamException | IOException e) {
          notes.add(chain.getKey() + " was left out: " + e.getMessage());
        }
      }
      ImageSource source = ImageSource.of(image);
      long start = System.nanoTime();
      for (int run = -1; run < runs; run++) {
        if (run > 0 && System.nanoTime() - start > withinSeconds * 1e9) {
          notes.add("Ended after %d of %d runs.".formatted(run, runs));
          break;
        }
        for (RegionChain chain : opened) {
          chain.run(source, run >= 0);
        }
      }
      report(opened).write(out);
      ResidentMemory.print("after all runs");
    } finally {
      opened.forEach(RegionChain::close);
    }
    return 0;
  }

  private Report report(List<RegionChain> opened) throws IOException {
    FigureTable table =
        new FigureTable()
            .text("chain", "chain")
            .text("part", "part")
            .figure("median_s", "median, s", "%.3f")
            .figure("least_s", "least, s", "%.3f");
    FigureTable answers =
        new FigureTable()
            .text("chain", "chain")
            .figure("regions", "boxes", "%d")
            .figure("box_overlap", "boxes of the first that have one over 0.9", "%.3f")
            .figure("mask_overlap", "mean overlap of masks with the first's", "%.4f");
    for (RegionChain chain : opened) {
      chain
          .seconds()
          .forEach(
              (part, seconds) ->
                  table.row(
                      chain.name(),
                      part,
                      Median.of(seconds),
                      seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow()));
      RegionChain first = opened.get(0);
      answers.row(
          chain.name(),
          chain.boxes().size(),
          chain.boxes().isEmpty() || first.boxes().isEmpty() ? null : first.sharedBoxes(chain),
          chain.masks().isEmpty() ? null : overlapOfSame(opened, chain));
    }
    Report report = new Report("Tags, boxes, masks");
    notes.forEach(report::note);
    return Machine.describe(report)
        .fact("image", image.getFileName().toString())
        .fact("threads", threads)
        .fact("runs", runs)
        .table("seconds", table)
        .table("answers", answers);
  }

  /** Masks of the grid's boxes, against the first chain whose segmenter has the same sizes. */
  private static Double overlapOfSame(List<RegionChain> opened, RegionChain chain) {
    for (RegionChain other : opened) {
      List<SegmentedMask> masks = other.masks();
      if (!masks.isEmpty() && other.segmenterSizes().equals(chain.segmenterSizes())) {
        return RegionChain.overlap(masks, chain.masks());
      }
    }
    return null;
  }
}
