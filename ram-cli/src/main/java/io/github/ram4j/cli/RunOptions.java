package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.evaluate.ThresholdsFile;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Options of running a model. */
final class RunOptions {
  /** So many images at once at most: each takes the memory of its activations. */
  private static final int MOST_AT_ONCE = 4;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = "Execution provider: cpu (default), cuda or auto.")
  private ExecutionProvider provider;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads on the CPU; all processors by default.")
  private Integer threads;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "One threshold for all tags, 0 to 1; the published ones by default.")
  private Float threshold;

  @Option(
      names = "--thresholds",
      paramLabel = "LIST",
      description =
          "Thresholds of single tags: a list, as 'ram evaluate --calibrate' writes it, matched by"
              + " names, or a number a line in the order of the published list.")
  private Path thresholds;

  @Option(
      names = "--no-exif",
      description = "Ignore the EXIF orientation of images, as the authors do.")
  private boolean noExif;

  /** Whether images are recognized at once, which share the threads. */
  private boolean sharesThreads;

  private UnaryOperator<ModelOptions> change = UnaryOperator.identity();

  /** Shares the threads among images that are recognized at once. */
  void shareThreads() {
    sharesThreads = true;
  }

  /** The number of images that are recognized at once, 1 where threads are not shared. */
  int imagesAtOnce() {
    return isShared() ? threads() / threadsOfEach() : 1;
  }

  /** The threads of each of the images at once, rounded up. */
  private int threadsOfEach() {
    return (threads() + MOST_AT_ONCE - 1) / MOST_AT_ONCE;
  }

  private boolean isShared() {
    return sharesThreads && provider == ExecutionProvider.CPU && threads() > 0;
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Changes the library's options by what options of a program say. */
  void change(UnaryOperator<ModelOptions> changed) {
    change = changed;
  }

  /** Returns the library's options for opening a model. */
  ModelOptions modelOptions() throws IOException {
    RuntimeOptions runtime = RuntimeOptions.defaults().withProvider(provider);
    int each = isShared() ? threadsOfEach() : threads();
    return change.apply(
        ModelOptions.defaults()
            .withRuntime(
                threads == null && !isShared()
                    ? runtime
                    : OptionValue.of("--threads", () -> runtime.withThreads(each)))
            .withImages(ImageOptions.defaults().withExifRotation(!noExif))
            .withThresholds(thresholds()));
  }

  private ThresholdPolicy thresholds() throws IOException {
    requireOneKind();
    if (thresholds != null) {
      return ThresholdsFile.read(thresholds);
    }
    return threshold == null
        ? ThresholdPolicy.published()
        : OptionValue.of("--threshold", () -> ThresholdPolicy.uniform(threshold));
  }

  /** The threshold for all tags, or null. */
  Float threshold() {
    return threshold;
  }

  /** The list of thresholds, or null. */
  Path thresholdsFile() {
    return thresholds;
  }

  /** Returns whether thresholds other than the published ones are given. */
  boolean areThresholdsGiven() {
    return threshold != null || thresholds != null;
  }

  /** Returns the tags of a list, not of a model, with the given thresholds. */
  TagVocabulary withThresholds(TagVocabulary list) throws IOException {
    requireOneKind();
    return thresholds == null
        ? list.withThresholds(thresholds())
        : ThresholdsFile.read(thresholds, list);
  }

  private void requireOneKind() {
    if (thresholds != null && threshold != null) {
      throw new IllegalArgumentException(
          "--threshold and --thresholds: expected one of the two, found both");
    }
  }

  /** Whether images are turned by their EXIF data. */
  boolean turnsImages() {
    return !noExif;
  }
}
