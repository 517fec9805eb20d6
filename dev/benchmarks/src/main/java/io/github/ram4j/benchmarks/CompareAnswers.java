package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.evaluate.AveragePrecision;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthFile;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.quantize.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Recognizes the same images with several bundles and reports their fidelity to the first:
 * correlation, shared tags, and, with labels, mean average precision.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareAnswers --bundle fp32=clipart --bundle int8=DIR \
 *   --images ../shared/models/eval --truth ../shared/models/eval/truth.txt --out TABLE
 * </pre>
 */
@Command(name = "CompareAnswers", mixinStandardHelpOptions = true)
public final class CompareAnswers implements Callable<Integer> {
  private static final int AT_A_TIME = 64;

  @Option(
      names = "--bundle",
      required = true,
      description = "NAME=FOLDER, or NAME=clipart; the others are held against the first.")
  private Map<String, String> bundles = new LinkedHashMap<>();

  @Option(
      names = "--images",
      required = true,
      description = "A folder of images, or of folders of images, which are told apart.")
  private Path images;

  @Option(names = "--truth", description = "Lines of image,tag,tag…; below --images.")
  private Path truth;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  CompareAnswers() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new CompareAnswers(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    Map<String, List<String>> known = truth == null ? Map.of() : TruthFile.read(truth);
    FigureTable table =
        new FigureTable()
            .text("pictures", "pictures")
            .text("bundle", "bundle")
            .figure("count", "number", "%d")
            .figure("mAP", "mAP", "%.4f")
            .figure("tags_shared", "tags shared", "%.4f")
            .figure("correlation", "correlation", "%.5f")
            .figure("largest_logit_difference", "largest difference of logits", "%.3f");
    for (Path folder : folders()) {
      List<Path> files = files(folder);
      List<Recognition> reference = null;
      for (Map.Entry<String, String> bundle : bundles.entrySet()) {
        List<Recognition> found = recognize(bundle.getValue(), files);
        reference = reference == null ? found : reference;
        Agreement agreement = Agreement.of(reference, found);
        table.row(
            folder.getFileName().toString(),
            bundle.getKey(),
            files.size(),
            known.isEmpty() ? null : averagePrecision(known, files, found),
            agreement.tagsShared(),
            agreement.correlation(),
            agreement.largestLogitDifference());
      }
    }
    Report report = new Report("Answers").table("answers", table);
    report.write(out);
    System.out.println(report.markdown());
    return 0;
  }

  /** Returns the folder itself, or the folders in it. */
  private List<Path> folders() throws IOException {
    try (Stream<Path> entries = Files.list(images)) {
      List<Path> folders = entries.filter(Files::isDirectory).sorted().toList();
      return folders.isEmpty() ? List.of(images) : folders;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png|webp|bmp)"))
          .sorted()
          .toList();
    }
  }

  private static List<Recognition> recognize(String bundle, List<Path> files) throws IOException {
    List<Recognition> recognitions = new ArrayList<>();
    try (Recognizer recognizer = RamModels.open(Bundles.read(bundle), ModelOptions.defaults())) {
      for (int from = 0; from < files.size(); from += AT_A_TIME) {
        List<ImageSource> batch =
            files.subList(from, Math.min(files.size(), from + AT_A_TIME)).stream()
                .map(ImageSource::of)
                .toList();
        recognitions.addAll(recognizer.recognizeAll(batch));
      }
    }
    return recognitions;
  }

  private double averagePrecision(
      Map<String, List<String>> known, List<Path> files, List<Recognition> found) {
    List<List<String>> tags = new ArrayList<>();
    for (Path file : files) {
      String name = images.relativize(file).toString().replace('\\', '/');
      List<String> ofFile = known.get(name);
      if (ofFile == null) {
        throw new MeasurementException(
            "%s: expected a line for %s, found none".formatted(truth, name));
      }
      tags.add(ofFile);
    }
    return AveragePrecision.mean(
        ScoreMatrix.ofRecognitions(found),
        TruthLabels.of(found.get(0).vocabulary(), tags).matrix());
  }
}
