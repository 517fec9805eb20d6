package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opens bundles and recognizes one image with each in turn: seconds to open, seconds an image,
 * resident memory, and the difference of the logits of shared tags.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.CompareBundles IMAGE RUNS BUNDLE…
 * </pre>
 */
public final class CompareBundles {
  private CompareBundles() {}

  /**
   * Compares.
   *
   * @param arguments the image, the number of counted runs, the bundles
   */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    List<String> bundles = Arrays.asList(arguments).subList(2, arguments.length);
    List<Recognizer> recognizers = new ArrayList<>();
    try {
      for (String bundle : bundles) {
        long start = System.nanoTime();
        recognizers.add(RamModels.open(Path.of(bundle)));
        System.out.printf("%s: opened in %.2f s%n", bundle, secondsSince(start));
        ResidentMemory.print("  after opening");
      }
      double[][] seconds = new double[bundles.size()][runs];
      List<Recognition> last = new ArrayList<>();
      for (int run = -1; run < runs; run++) {
        last.clear();
        for (int i = 0; i < bundles.size(); i++) {
          long start = System.nanoTime();
          last.add(recognizers.get(i).recognize(image));
          if (run >= 0) {
            seconds[i][run] = secondsSince(start);
          }
        }
      }
      for (int i = 0; i < bundles.size(); i++) {
        Arrays.sort(seconds[i]);
        System.out.printf(
            "%s: median %.3f s, min %.3f s, %.3f times the first; logits differ by at most %.1e%n",
            bundles.get(i),
            seconds[i][runs / 2],
            seconds[i][0],
            seconds[i][runs / 2] / seconds[0][runs / 2],
            difference(last.get(0), last.get(i)));
      }
      ResidentMemory.print("after all runs");
    } finally {
      recognizers.forEach(Recognizer::close);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Returns the difference of logits of the tags that both have, by their names. */
  static float difference(Recognition whole, Recognition part) {
    int[] indices = whole.vocabulary().indicesOf(part.vocabulary());
    if (Arrays.stream(indices).allMatch(index -> index < 0)) {
      throw new IllegalArgumentException(
          "bundles to compare: expected tags in common, found none in %s and %s"
              .formatted(whole.vocabulary().name(), part.vocabulary().name()));
    }
    float largest = 0;
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] >= 0) {
        float apart = whole.logits().get(indices[i]) - part.logits().get(i);
        largest = Math.max(largest, Math.abs(apart));
      }
    }
    return largest;
  }
}
