package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ExampleWriter;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.data.ReadOptions;
import io.github.ram4j.data.TagCleaner;
import io.github.ram4j.data.TagGenerator;
import io.github.ram4j.evaluate.TruthFile;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Spoils known tags at random and measures the repairs of the data engine: swapped tags are
 * cleaned, and omitted tags are generated.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.MeasureDataEngine --truth ../shared/models/eval/truth.txt \
 *   --set seen-icons --out TABLE
 * </pre>
 */
@Command(name = "MeasureDataEngine", mixinStandardHelpOptions = true)
public final class MeasureDataEngine implements Callable<Integer> {
  @Option(names = "--truth", required = true, description = "Lines of image,tag,tag…")
  private Path truth;

  @Option(names = "--set", description = "Only images whose names begin so.")
  private String set = "";

  @Option(names = "--bundle", description = "The model: a bundle, or clipart (default).")
  private String bundle = "clipart";

  @Option(names = "--swap", description = "The share of tags that are swapped; 0.1 by default.")
  private double swap = 0.1;

  @Option(names = "--drop", description = "The share of tags that are left out; 0.3 by default.")
  private double drop = 0.3;

  @Option(names = "--seeds", description = "How often, from seed 1 on; 5 by default.")
  private int seeds = 5;

  @Option(names = "--others-quantile", split = ",", description = "As of ram clean.")
  private List<Double> quantiles = List.of(CleanOptions.DEFAULT_OTHERS_QUANTILE);

  @Option(names = "--min-score", split = ",", description = "As of ram generate.")
  private List<Float> minScores = List.of(0f);

  @Option(names = "--min-examples", split = ",", description = "As of ram clean.")
  private List<Integer> minExamples = List.of(CleanOptions.DEFAULT_MIN_EXAMPLES);

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  private final FigureTable cleaning = table("quantile, least images", "wrong", "flagged");
  private final FigureTable generating = table("least score", "left out", "added");
  private final List<Example> known = new ArrayList<>();

  MeasureDataEngine() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new MeasureDataEngine(), arguments);
  }

  private static FigureTable table(String rule, String wanted, String changed) {
    return new FigureTable()
        .text("rule", rule)
        .figure("seed", "seed", "%d")
        .figure("tags", "tags", "%d")
        .figure("wanted", wanted, "%d")
        .figure("changed", changed, "%d")
        .figure("rightly", "rightly", "%d")
        .figure("precision", "precision", "%.3f")
        .figure("recall", "recall", "%.3f");
  }

  @Override
  public Integer call() throws IOException {
    for (Map.Entry<String, List<String>> row : new TreeMap<>(TruthFile.read(truth)).entrySet()) {
      if (row.getKey().startsWith(set)) {
        Path image = truth.toAbsolutePath().resolveSibling(row.getKey());
        known.add(Example.of(image.toString(), row.getValue()));
      }
    }
    Path folder = Files.createTempDirectory("data-engine");
    Path in = folder.resolve("in.jsonl");
    Path result = folder.resolve("out.jsonl");
    try (Recognizer recognizer =
        new RememberedScores(RamModels.open(Bundles.read(bundle), ModelOptions.defaults()))) {
      for (int seed = 1; seed <= seeds; seed++) {
        clean(recognizer, in, result, seed);
        generate(recognizer, in, result, seed);
      }
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(result);
      Files.delete(folder);
    }
    new Report("Data engine")
        .fact("pictures", known.size())
        .fact("share of tags swapped", swap)
        .fact("share of tags left out", drop)
        .table("clean", cleaning)
        .table("generate", generating)
        .write(out);
    return 0;
  }

  private void clean(Recognizer recognizer, Path in, Path result, int seed) throws IOException {
    List<String> names = recognizer.vocabulary().tags().stream().map(Tag::english).toList();
    TagFlaws flaws = new TagFlaws(seed, names);
    List<Example> spoiled = known.stream().map(one -> flaws.swapped(one, swap)).toList();
    write(spoiled, in);
    for (CleanOptions options : rules()) {
      new TagCleaner(recognizer, options, DataProgress.SILENT).clean(in, result);
      List<Example> cleaned = ExampleReader.readAll(result, ReadOptions.defaults());
      MendedTags mended = new MendedTags();
      for (int i = 0; i < known.size(); i++) {
        List<String> tags = spoiled.get(i).tags();
        mended.add(
            MendedTags.without(tags, known.get(i).tags()),
            MendedTags.without(tags, cleaned.get(i).tags()));
      }
      String rule = "%.2f, %d".formatted(options.othersQuantile(), options.minExamples());
      addRow(cleaning, rule, seed, spoiled, mended);
    }
  }

  private List<CleanOptions> rules() {
    return quantiles.stream()
        .flatMap(
            quantile ->
                minExamples.stream()
                    .map(
                        least ->
                            CleanOptions.defaults()
                                .withOthersQuantile(quantile)
                                .withMinExamples(least)
                                .withRemove(true)
                                .withStrict(true)))
        .toList();
  }

  private void generate(Recognizer recognizer, Path in, Path result, int seed) throws IOException {
    TagFlaws flaws = new TagFlaws(seed, List.of());
    List<Example> spoiled = known.stream().map(one -> flaws.dropped(one, drop)).toList();
    write(spoiled, in);
    for (float least : minScores) {
      GenerateOptions options =
          GenerateOptions.defaults()
              .withThresholds((tag, published) -> Math.max(published, least))
              .withStrict(true);
      new TagGenerator(recognizer, options, DataProgress.SILENT).generate(in, result);
      List<Example> generated = ExampleReader.readAll(result, ReadOptions.defaults());
      MendedTags mended = new MendedTags();
      for (int i = 0; i < known.size(); i++) {
        List<String> tags = spoiled.get(i).tags();
        mended.add(
            MendedTags.without(known.get(i).tags(), tags),
            MendedTags.without(generated.get(i).tags(), tags));
      }
      addRow(generating, "%.2f".formatted(least), seed, spoiled, mended);
    }
  }

  private static void write(List<Example> examples, Path file) throws IOException {
    try (ExampleWriter writer = new ExampleWriter(file)) {
      for (Example example : examples) {
        writer.write(example);
      }
      writer.finish();
    }
  }

  private static void addRow(
      FigureTable table, String rule, int seed, List<Example> spoiled, MendedTags mended) {
    table.row(
        rule,
        seed,
        spoiled.stream().mapToInt(example -> example.tags().size()).sum(),
        mended.wanted(),
        mended.changed(),
        mended.rightly(),
        mended.precision(),
        mended.recall());
  }
}
