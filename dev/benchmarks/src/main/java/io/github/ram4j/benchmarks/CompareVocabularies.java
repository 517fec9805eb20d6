package io.github.ram4j.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.view.plot.LinePlot;
import io.github.ram4j.view.plot.PlotColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares the cost of an image by the number of tags and by the image's size: converts a
 * checkpoint to bundles of all, 1,000, 100 and 10 tags, of 384 and 224 pixels, times them
 * interleaved, and writes TABLE.md, TABLE.json and TABLE.png.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareVocabularies --checkpoint ram.pth --work WORK \
 *   --tags 4585,1000,100,10 --sizes 384,224 --precision fp32,int8 --runs 7 --threads 2 --out TABLE
 * </pre>
 */
@Command(
    name = "CompareVocabularies",
    description = "What an image costs by the number of tags and the image's size.",
    mixinStandardHelpOptions = true)
public final class CompareVocabularies implements Callable<Integer> {
  /** Side in pixels of a token of the last stage; the window is that stage, as published. */
  private static final int LAST_STAGE_PX = 32;

  @Option(names = "--checkpoint", required = true, description = "To be converted.")
  private Path checkpoint;

  @Option(names = "--tags-file", description = "The checkpoint's tags, if not the published.")
  private Path tagsFile;

  @Option(names = "--work", required = true, description = "Folder for bundles; 10 GB for RAM.")
  private Path work;

  @Option(
      names = "--tags",
      split = ",",
      defaultValue = "4585,1000,100,10",
      description = "Numbers of tags; those above the checkpoint's stand for all.")
  private List<Integer> tags;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "384,224",
      description = "Image sizes; the window is a 32nd of each.")
  private List<Integer> sizes;

  @Option(
      names = "--precision",
      split = ",",
      defaultValue = "fp32,int8",
      description = "fp32, fp16, int8.")
  private List<String> precisions;

  @Option(names = "--runs", defaultValue = "7", description = "Counted runs of each.")
  private int runs;

  @Option(names = "--threads", defaultValue = "2", description = "That compute.")
  private int threads;

  @Option(names = "--out", required = true, description = "Where TABLE.md, .json and .png go.")
  private Path out;

  CompareVocabularies() {}

  /**
   * Compares.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new CompareVocabularies(), arguments);
  }

  @Override
  public Integer call() throws IOException, OrtException {
    Files.createDirectories(work);
    List<SizedModel> models = new ArrayList<>();
    try {
      for (String precision : precisions) {
        for (int size : sizes) {
          models.add(convertAndOpen(Precision.ofId(precision), size));
        }
      }
      for (int run = -1; run < runs; run++) {
        for (SizedModel model : models) {
          model.run(run >= 0);
        }
      }
    } finally {
      for (SizedModel model : models) {
        model.close();
      }
    }
    report(models).write(out);
    PlotColumn.of(plot(models)).write(Report.beside(out, ".png"));
    return 0;
  }

  private SizedModel convertAndOpen(Precision precision, int sizePx)
      throws IOException, OrtException {
    List<Path> bundles = new ArrayList<>();
    for (int count : tags) {
      Path bundle = work.resolve("%s-%d-px-%d-tags".formatted(precision.id(), sizePx, count));
      System.out.println("converting to " + bundle);
      Converter.convert(
          checkpoint,
          bundle,
          (tagsFile == null
                  ? ConvertOptions.defaults()
                  : ConvertOptions.defaults().withVocabulary(TagVocabulary.read(tagsFile)))
              .withPrecision(precision)
              .withImageSize(sizePx)
              .withWindow(sizePx / LAST_STAGE_PX)
              .withSubset(all -> spread(all, count))
              .withReplace(true));
      bundles.add(bundle);
    }
    return SizedModel.open(precision.id(), sizePx, bundles, threads);
  }

  /** Returns a number of tags spread over the whole list, or all. */
  static TagVocabulary spread(TagVocabulary all, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("tags: expected 1 or more, found " + count);
    }
    if (count >= all.size()) {
      return all;
    }
    return all.subsetOfIds(
        IntStream.range(0, count)
            .mapToObj(i -> all.tag((int) ((long) i * all.size() / count)).id())
            .toList());
  }

  private Report report(List<SizedModel> models) throws IOException {
    FigureTable table =
        new FigureTable()
            .text("precision", "precision")
            .figure("imageSizePx", "image, px", "%d")
            .figure("tags", "tags", "%,d")
            .figure("encoderMillis", "image encoder, ms", "%.1f")
            .figure("headMillis", "tagging head, ms", "%.1f")
            .figure("imageMillis", "image, ms", "%.1f")
            .figure("timesFirst", "of the first line's time", "%.2f");
    double first = models.get(0).heads().get(0).imageMillis();
    for (SizedModel model : models) {
      for (SizedModel.Head head : model.heads()) {
        double image = head.imageMillis();
        table.row(
            model.precision(),
            model.imageSizePx(),
            head.tags(),
            Median.of(model.encoderMillis()),
            Median.of(head.millis()),
            image,
            image / first);
      }
    }
    return Machine.describe(new Report("One image by the number of tags and the image's size"))
        .fact("checkpoint", checkpoint.getFileName().toString())
        .fact("threads", threads)
        .fact("runs", runs)
        .table("vocabularies", table)
        .note("Medians of interleaved runs; from the model's input to logits, without decoding.");
  }

  private LinePlot plot(List<SizedModel> models) {
    LinePlot plot =
        new LinePlot(
                "One image, %d threads".formatted(threads), "tags (logarithmic)", "milliseconds")
            .logarithmic();
    for (SizedModel model : models) {
      plot.line(
          "%s, %d px".formatted(model.precision(), model.imageSizePx()),
          model.heads().stream()
              .sorted(Comparator.comparingInt(SizedModel.Head::tags))
              .map(head -> new LinePlot.Point(head.tags(), head.imageMillis()))
              .toList());
    }
    return plot;
  }
}
