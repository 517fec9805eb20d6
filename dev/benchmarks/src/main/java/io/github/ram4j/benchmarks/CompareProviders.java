package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.quantize.Agreement;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Recognizes the same images with bundles on several execution providers: images a second by batch
 * size, and how far the answers are from the first row's.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareProviders --subject cpu=BUNDLE --subject cuda=BUNDLE \
 *   --image PHOTO… --batch 1,8,32 --seconds 3 --out TABLE
 * </pre>
 *
 * <p>{@code cuda:use_tf32=0;cudnn_conv_algo_search=HEURISTIC=BUNDLE} gives CUDA options. A subject
 * that cannot be opened is a row that says why.
 */
@Command(name = "CompareProviders", mixinStandardHelpOptions = true)
public final class CompareProviders implements Callable<Integer> {
  @Option(
      names = "--subject",
      required = true,
      description = "PROVIDER=BUNDLE: cpu, cuda, auto, or cuda:key=value;key=value.")
  private List<String> subjects = new ArrayList<>();

  @Option(
      names = "--image",
      required = true,
      arity = "1..*",
      description = "Images, to compare answers; the first one is timed.")
  private List<Path> images = new ArrayList<>();

  @Option(names = "--batch", split = ",", defaultValue = "1,8,32", description = "Batch sizes.")
  private List<Integer> batches = new ArrayList<>();

  @Option(names = "--seconds", defaultValue = "3", description = "Seconds of each batch size.")
  private double seconds;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  private final FigureTable table =
      new FigureTable()
          .text("provider", "provider")
          .text("bundle", "bundle")
          .figure("batch", "batch", "%d")
          .figure("opened_s", "opened, s", "%.2f")
          .figure("first_s", "first image, s", "%.3f")
          .figure("images_per_s", "images a second", "%.1f")
          .figure("difference", "largest difference of logits", "%.1e")
          .figure("correlation", "correlation", "%.6f")
          .figure("tags_shared", "tags shared", "%.4f")
          .figure("gpu_mib", "GPU memory, MiB", "%.0f")
          .text("error", "error");

  CompareProviders() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new CompareProviders(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    double idle = GpuMemory.usedMib();
    List<Recognition> first = null;
    for (String subject : subjects) {
      int cut = subject.lastIndexOf('=');
      ProviderChoice provider = ProviderChoice.of(subject.substring(0, cut));
      Path bundle = Path.of(subject.substring(cut + 1));
      for (int batch : batches) {
        try {
          first = measure(provider, bundle, batch, first, idle);
        } catch (RamException e) {
          table.row(
              provider.text(),
              bundle.getFileName().toString(),
              batch,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              e.getMessage());
        }
        write();
      }
    }
    return 0;
  }

  /** Measures one row, and returns what it and the following ones are held against. */
  private List<Recognition> measure(
      ProviderChoice provider, Path bundle, int batch, List<Recognition> reference, double idle)
      throws IOException {
    ModelOptions options =
        ModelOptions.defaults()
            .withRuntime(provider.on(RuntimeOptions.defaults()))
            .withBatchSize(batch);
    long start = System.nanoTime();
    try (Recognizer recognizer = RamModels.open(bundle, options)) {
      long opened = System.nanoTime();
      recognizer.recognize(images.get(0));
      long recognized = System.nanoTime();
      List<Recognition> found =
          recognizer.recognizeAll(images.stream().map(ImageSource::of).toList());
      List<Recognition> held = reference == null ? found : reference;
      Agreement agreement = Agreement.of(held, found);
      double rate = imagesPerSecond(recognizer, batch);
      double used = GpuMemory.usedMib() - idle;
      table.row(
          provider.text(),
          bundle.getFileName().toString(),
          batch,
          (opened - start) / 1e9,
          (recognized - opened) / 1e9,
          rate,
          agreement.largestLogitDifference(),
          agreement.correlation(),
          agreement.tagsShared(),
          Double.isNaN(used) ? null : used,
          "");
      return held;
    }
  }

  private double imagesPerSecond(Recognizer recognizer, int batch) throws IOException {
    List<ImageSource> several = Collections.nCopies(batch * 2, ImageSource.of(images.get(0)));
    recognizer.recognizeAll(several);
    long start = System.nanoTime();
    long done = 0;
    while (System.nanoTime() - start < seconds * 1e9) {
      done += recognizer.recognizeAll(several).size();
    }
    return done / ((System.nanoTime() - start) / 1e9);
  }

  private void write() throws IOException {
    Machine.describe(new Report("Execution providers"))
        .fact("images", images.size())
        .table("rows", table)
        .write(out);
  }
}
