package io.github.ram4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares this library with PyTorch, ONNX Runtime and OpenVINO as Python calls them: runs the
 * reference's {@code peers.py} with bundles taking part, interleaved on the same weights, image and
 * threads, checks that the answers agree, and writes TABLE.md and TABLE.json. Without {@code
 * --bundle} it converts the weights itself, to fp32 and int8.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.ComparePeers --python venv/bin/python \
 *   --peers ../shared/reference/peers.py --gemm ../shared/reference/gemm_rates.py \
 *   --work WORK --family ram --runs 9 --threads 2 --out TABLE
 * </pre>
 */
@Command(
    name = "ComparePeers",
    description = "Compares this library with what Python users run.",
    mixinStandardHelpOptions = true)
public final class ComparePeers implements Callable<Integer> {
  private static final String PREFIX = "ram4j-";
  private static final Set<String> PACKAGES =
      Set.of("torch", "onnxruntime", "openvino", "nncf", "numpy", "onnx");

  @Option(names = "--python", required = true, description = "With torch, onnxruntime, openvino.")
  private String python;

  @Option(names = "--peers", required = true, description = "peers.py of the reference.")
  private Path peers;

  @Option(names = "--gemm", description = "gemm_rates.py of the reference, run before.")
  private Path gemm;

  @Option(names = "--work", required = true, description = "Folder for models, several GB.")
  private Path work;

  @Option(names = "--family", defaultValue = "ram", description = "ram, ram_plus or tag2text.")
  private String family;

  @Option(names = "--seed", defaultValue = "11", description = "Of the weights.")
  private int seed;

  @Option(names = "--runs", defaultValue = "9", description = "Counted runs of each system.")
  private int runs;

  @Option(names = "--threads", defaultValue = "2", description = "Of each system.")
  private int threads;

  @Option(
      names = "--bundle",
      paramLabel = "NAME=DIR",
      description = "Of the same weights; takes part as ram4j-NAME.")
  private Map<String, Path> bundles = new LinkedHashMap<>();

  @Option(names = "--skip", paramLabel = "SYSTEM", description = "Of peers.py, to be left out.")
  private List<String> skip = new ArrayList<>();

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  ComparePeers() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new ComparePeers(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    double gflop = ImageWork.gflop(family);
    work = Files.createDirectories(work.toAbsolutePath());
    PeersScript script = new PeersScript(python, peers, work, family, seed);
    Map<String, Path> ours = new LinkedHashMap<>();
    (bundles.isEmpty() ? convert(script) : bundles)
        .forEach((name, folder) -> ours.put(PREFIX + name, folder.toAbsolutePath()));
    Map<String, String> precisions = precisions(ours);
    GemmRates rates = gemm == null ? GemmRates.NONE : GemmRates.measure(python, gemm, threads);
    PeerResults results = PeerResults.read(script.measure(ours, threads, runs, skip), precisions);
    results.requireAgreement();
    report(results, rates, gflop).write(out);
    return 0;
  }

  private Map<String, Path> convert(PeersScript script) throws IOException {
    script.makeCheckpoint();
    Map<String, Path> converted = new LinkedHashMap<>();
    for (Precision precision : new Precision[] {Precision.FP32, Precision.INT8}) {
      Path bundle = work.resolve("ram4j-%s-%d-%s".formatted(family, seed, precision.id()));
      System.out.println("converting " + script.checkpoint() + " to " + bundle);
      Converter.convert(
          script.checkpoint(),
          bundle,
          ConvertOptions.defaults().withPrecision(precision).withReplace(true));
      converted.put(precision.id(), bundle);
    }
    return converted;
  }

  private static Map<String, String> precisions(Map<String, Path> bundles) throws IOException {
    Map<String, String> precisions = new LinkedHashMap<>();
    for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
      precisions.put(bundle.getKey(), Bundle.read(bundle.getValue()).manifest().precision().id());
    }
    return precisions;
  }

  private Report report(PeerResults results, GemmRates rates, double gflop) throws IOException {
    Report report = Machine.describe(new Report("One image through " + family + ", all tags"));
    report.fact("Python's packages", versions()).fact("threads", threads).fact("runs", runs);
    report.fact("GFLOP an image", gflop);
    if (!rates.gflops().isEmpty()) {
      report.fact("ONNX Runtime's matrix products, GFLOP/s", rates.gflops());
    }
    return report
        .table("systems", table(results, rates, gflop))
        .note(
            "Runs are interleaved, on the same weights, image and threads. A system is held"
                + " against the fastest of the others in its class: fp32, or anything less."
                + " \"of GEMM\" is its share of the fastest matrix product that ONNX Runtime has in"
                + " its precision. Differences and correlations are to PyTorch's fp32 logits.");
  }

  private static FigureTable table(PeerResults results, GemmRates rates, double gflop) {
    FigureTable table =
        new FigureTable()
            .text("system", "system")
            .text("class", "class")
            .figure("medianSeconds", "median, s", "%.3f")
            .figure("minSeconds", "min, s", "%.3f")
            .figure("timesFastestPeer", "of the fastest other's time", "%.2f")
            .figure("speedupOfPytorchFp32", "times as fast as PyTorch fp32", "%.2f")
            .figure("gflops", "GFLOP/s", "%.0f")
            .figure("shareOfGemm", "of GEMM", "%.2f")
            .figure("maxLogitError", "max Δlogit", "%.1e")
            .figure("logitCorrelation", "correlation", "%.5f");
    double pytorch =
        results.systems().stream()
            .filter(system -> system.name().equals("pytorch-fp32"))
            .mapToDouble(PeerResult::medianSeconds)
            .findFirst()
            .orElse(Double.NaN);
    for (PeerResult system : results.systems()) {
      double reached = gflop / system.medianSeconds();
      table.row(
          system.name(),
          results.isFp32(system) ? "fp32" : "reduced",
          system.medianSeconds(),
          system.minSeconds(),
          orNaN(results.timesFastestPeer(system)),
          pytorch / system.medianSeconds(),
          reached,
          reached / orNaN(rates.fastest(results.precision(system))),
          system.maxLogitError(),
          system.correlation());
    }
    return table;
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  /** Returns the versions of the relevant packages, as pip lists them. */
  private Map<String, String> versions() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    try {
      String json =
          String.join(
              "",
              OtherProgram.runQuietly(
                  List.of(python, "-m", "pip", "list", "--format=json", "--no-input")));
      for (JsonNode each : new ObjectMapper().readTree(json)) {
        if (PACKAGES.contains(each.path("name").asText())) {
          versions.put(each.path("name").asText(), each.path("version").asText());
        }
      }
    } catch (MeasurementException e) {
      versions.put("unknown", "(" + e.getMessage() + ")");
    }
    return versions;
  }
}
