package io.github.ram4j.benchmarks;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times sentences of forced lengths, in parts: image encoder, tags (tokens and tag encoder), each
 * step of the decoder with the search around it. Prints medians over runs, and the memory bandwidth
 * that the same threads reach reading as many bytes as the decoder's weights have.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.TimeCaptions BUNDLE IMAGE 2 5 20 50
 * </pre>
 */
public final class TimeCaptions {
  private static final int BEAMS = 3;
  private static final Steering TAGS = Steering.of("cloud, sky");

  /** Token ids of the last run. */
  private static List<Integer> ids;

  private TimeCaptions() {}

  /** Times of the beginnings of steps, and of the end. */
  private static final class Steps {
    private final List<Long> begins = new ArrayList<>();

    boolean begin() {
      begins.add(System.nanoTime());
      return false;
    }

    double seconds(int step, long end) {
      long next = step + 1 < begins.size() ? begins.get(step + 1) : end;
      return (next - begins.get(step)) / 1e9;
    }
  }

  /**
   * Measures and prints.
   *
   * @param arguments the bundle, an image, threads, runs, and the lengths in ids
   */
  public static void main(String[] arguments) throws IOException {
    int threads = Integer.parseInt(arguments[2]);
    int runs = Integer.parseInt(arguments[3]);
    int[] lengths =
        Arrays.stream(arguments, 4, arguments.length).mapToInt(Integer::parseInt).toArray();
    ImageSource image = ImageSource.of(Path.of(arguments[1]));
    ModelOptions config =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(threads));
    Bundle bundle = Bundle.read(Path.of(arguments[0]));
    long weights = weights(bundle);
    double read = MemoryReading.seconds(weights, threads, 10);
    System.out.printf(
        Locale.ROOT,
        "decoder's weights: %,d bytes, read once by %d threads in %.1f ms (%.1f GB/s)%n",
        weights,
        threads,
        read * 1e3,
        weights / read / 1e9);
    long start = System.nanoTime();
    try (Captioner captioner = RamModels.openCaptioner(bundle, config)) {
      System.out.printf(Locale.ROOT, "opened in %.2f s%n", (System.nanoTime() - start) / 1e9);
      ResidentMemory.print("  after opening");
      captioner.caption(image, TAGS, forced(20, new Steps()));
      for (int length : lengths) {
        double[][] parts = new double[runs][];
        for (int run = 0; run < runs; run++) {
          parts[run] = run(captioner, image, length);
        }
        print(length, medians(parts));
      }
      ResidentMemory.print("  after all");
    }
  }

  private static long weights(Bundle bundle) {
    String graph = bundle.graph(CaptioningGraphs.CAPTION_DECODER).file();
    return bundle.manifest().files().stream()
        .filter(file -> file.name().startsWith(graph))
        .mapToLong(BundleFile::bytes)
        .max()
        .orElseThrow();
  }

  private static CaptionOptions forced(int length, Steps steps) {
    return CaptionOptions.beamSearch()
        .withBeams(BEAMS)
        .withLengths(length, length)
        .withStop(steps::begin);
  }

  /** Image encoder, tags, then each step, in seconds. */
  private static double[] run(Captioner captioner, ImageSource image, int length)
      throws IOException {
    Steps steps = new Steps();
    long start = System.nanoTime();
    EncodedImage encoded = captioner.encode(image);
    long ready = System.nanoTime();
    Caption caption = captioner.caption(encoded, TAGS, forced(length, steps)).get(0);
    long end = System.nanoTime();
    if (caption.tokenIds().size() != length) {
      throw new IllegalStateException(
          "ids: expected %d, found %s".formatted(length, caption.tokenIds()));
    }
    steps.begins.remove(0); // asked before the tags are read, too
    double[] parts = new double[2 + steps.begins.size()];
    parts[0] = (ready - start) / 1e9;
    parts[1] = (steps.begins.get(0) - ready) / 1e9;
    for (int step = 0; step < steps.begins.size(); step++) {
      parts[2 + step] = steps.seconds(step, end);
    }
    ids = caption.tokenIds();
    return parts;
  }

  private static double[] medians(double[][] runs) {
    double[] medians = new double[runs[0].length];
    for (int i = 0; i < medians.length; i++) {
      int column = i;
      medians[i] = Median.of(Arrays.stream(runs).mapToDouble(run -> run[column]).toArray());
    }
    return medians;
  }

  private static void print(int length, double[] parts) {
    double[] steps = Arrays.copyOfRange(parts, 2, parts.length);
    System.out.printf(
        Locale.ROOT,
        "%d ids, %d beams: %.3f s = image encoder %.3f + tag encoder %.3f + %d steps %.3f%n",
        length,
        BEAMS,
        Arrays.stream(parts).sum(),
        parts[0],
        parts[1],
        steps.length,
        Arrays.stream(steps).sum());
    System.out.printf(
        Locale.ROOT,
        "  step in ms: prompt %.1f, 5th %.1f, last %.1f, median %.1f%n",
        steps[0] * 1e3,
        steps[4] * 1e3,
        steps[steps.length - 1] * 1e3,
        Median.of(Arrays.copyOfRange(steps, 1, steps.length)) * 1e3);
    System.out.println("  ids " + ids);
  }
}
