package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.quantize.Agreement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Recognizes the same images on this processor and on an emulated one, and reports the difference
 * of the answers.
 *
 * <pre>
 * apt-get install qemu-user
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareProcessors --bundle FP32 --bundle INT8 --out TABLE
 * </pre>
 *
 * <p>{@code qemu-x86_64 -cpu max} has AVX2 and neither AVX-512 nor VNNI. The same program under
 * another launcher compares other processors.
 */
@Command(name = "CompareProcessors", mixinStandardHelpOptions = true)
public final class CompareProcessors implements Callable<Integer> {
  @Option(
      names = "--bundle",
      required = true,
      description = "A folder; correlations are those with the first.")
  private List<String> bundles = new ArrayList<>();

  @Option(
      names = "--launcher",
      split = " ",
      defaultValue = "qemu-x86_64 -cpu max",
      description = "Starts a program on the other processor; ${DEFAULT-VALUE} by default.")
  private List<String> launcher = new ArrayList<>();

  @Option(
      names = "--images",
      defaultValue = "4",
      description = "Drawn images, 2 or more; ${DEFAULT-VALUE} by default.")
  private int images;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  CompareProcessors() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new CompareProcessors(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    List<String> here = answers(List.of());
    List<String> there = answers(launcher);
    FigureTable table =
        new FigureTable()
            .text("bundle", "bundle")
            .figure("between", "largest difference of logits between the processors", "%.2e")
            .figure("correlation_here", "correlation with the first bundle, here", "%.5f")
            .figure("correlation_there", "there", "%.5f");
    List<Recognition> reference = null;
    for (int i = 0; i < bundles.size(); i++) {
      TagVocabulary vocabulary = Bundles.read(bundles.get(i)).vocabulary();
      List<Recognition> ofHere = recognitions(vocabulary, here, i);
      List<Recognition> ofThere = recognitions(vocabulary, there, i);
      reference = reference == null ? ofHere : reference;
      boolean alike = reference.get(0).vocabulary().equals(vocabulary);
      table.row(
          bundles.get(i),
          Agreement.of(ofHere, ofThere).largestLogitDifference(),
          alike ? Agreement.of(reference, ofHere).correlation() : null,
          alike ? Agreement.of(reference, ofThere).correlation() : null);
    }
    Report report =
        new Report("Processors")
            .fact("other processor", String.join(" ", launcher))
            .table("processors", table);
    report.write(out);
    System.out.println(report.markdown());
    return 0;
  }

  private List<Recognition> recognitions(TagVocabulary vocabulary, List<String> lines, int bundle) {
    return lines.subList(bundle * images, (bundle + 1) * images).stream()
        .map(line -> Recognition.ofLogits(vocabulary, AnswersHere.logits(line)))
        .toList();
  }

  private List<String> answers(List<String> by) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The emulator translates compiled code: less of it starts sooner.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(AnswersHere.class.getName());
    command.add(Integer.toString(images));
    command.addAll(bundles);
    List<String> lines = FreshJvm.run(command).lines();
    if (lines.size() != images * bundles.size()) {
      throw new MeasurementException(
          "%s: expected %d lines, found %d"
              .formatted(String.join(" ", command), images * bundles.size(), lines.size()));
    }
    return lines;
  }
}
