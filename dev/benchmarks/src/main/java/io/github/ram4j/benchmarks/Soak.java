package io.github.ram4j.benchmarks;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Soak test for leaks after very many recognitions, captions, and openings of models: it measures
 * resident memory, file descriptors, and folders of native libraries and of weights in the
 * temporary folder. Growth from one tenth of a stage to the next is a leak. Give the JVM a heap
 * that does not grow. Linux only, as the figures come from /proc. Writes TABLE.md and TABLE.json.
 *
 * <pre>
 * java -Xms512m -Xmx512m -XX:+AlwaysPreTouch \
 *   -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.Soak --recognitions 30000 --captions 2000 --openings 200 --out TABLE
 * </pre>
 */
@Command(
    name = "Soak",
    description = "Whether anything piles up in a process or in the temporary folder.",
    mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
  private static final double MB = 1e6;
  private static final int PARTS = 10;
  private static final int DISTINCT = 50;

  @Option(names = "--bundle", defaultValue = Bundles.CLIPART, description = "To be opened.")
  private String bundle;

  @Option(names = "--recognitions", defaultValue = "3000", description = "Of drawn JPEGs.")
  private int recognitions;

  @Option(names = "--captions", defaultValue = "200", description = "By the model that ships.")
  private int captions;

  @Option(names = "--openings", defaultValue = "50", description = "Models opened and closed.")
  private int openings;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  private final FigureTable table =
      new FigureTable()
          .text("stage", "after")
          .figure("anonymousMb", "own memory, MB", "%.1f")
          .figure("fileMb", "mapped files, MB", "%.1f")
          .figure("descriptors", "descriptors", "%d")
          .figure("folders", "folders of libraries and weights", "%d");

  Soak() {}

  /** Repeated work. */
  private interface Work {
    void run(int number) throws IOException;
  }

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new Soak(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      images.add(SampleImages.jpeg(300 + 7 * i, 500 - 5 * i));
    }
    ModelOptions config = ModelOptions.defaults();
    Bundle opened = Bundles.read(bundle);
    row("start");
    try (Recognizer recognizer = RamModels.open(opened, config)) {
      repeat(
          recognitions,
          "recognitions",
          number -> recognizer.recognize(images.get(number % DISTINCT)));
    }
    try (Captioner captioner = RamModels.openCaptioner(ClipartModels.tag2text(), config)) {
      repeat(
          captions,
          "captions",
          number -> captioner.caption(ImageSource.of(images.get(number % DISTINCT))));
    }
    repeat(
        openings,
        "models opened and closed",
        number -> {
          try (Recognizer recognizer = RamModels.open(opened, config)) {
            recognizer.recognize(images.get(number % DISTINCT));
          }
        });
    Machine.describe(new Report("What piles up"))
        .fact("bundle", bundle)
        .table("stages", table)
        .write(out);
    return 0;
  }

  private void repeat(int times, String what, Work work) throws IOException {
    int shown = 0;
    for (int i = 0; i < times; i++) {
      work.run(i);
      if ((i + 1L) * PARTS / times > shown) {
        shown = (int) ((i + 1L) * PARTS / times);
        row("%d %s".formatted(i + 1, what));
      }
    }
  }

  private void row(String after) throws IOException {
    System.gc(); // direct buffers of closed models are freed with their objects
    ProcessMemory memory =
        ProcessMemory.parse(Files.readAllLines(Path.of("/proc", "self", "status")));
    long descriptors = count(Path.of("/proc", "self", "fd"), "");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long folders = count(temporary, "onnxruntime-java") + count(temporary, "ram4j-weights-");
    table.row(after, memory.anonymousBytes() / MB, memory.fileBytes() / MB, descriptors, folders);
    System.out.printf(
        "%s: %.1f MB, %d descriptors, %d folders%n",
        after, memory.anonymousBytes() / MB, descriptors, folders);
  }

  private static long count(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
    }
  }
}
