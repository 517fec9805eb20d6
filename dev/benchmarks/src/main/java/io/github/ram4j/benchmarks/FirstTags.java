package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Smallest program that recognizes an image: it opens a bundle and prints the tags. {@link
 * TimeStart} starts it in JVMs of its own; the last line has the times of opening and of the image.
 */
final class FirstTags {
  /** Prefix of the line with the seconds. */
  static final String SECONDS = "seconds ";

  /** Argument for a bundle whose digests are checked, the default. */
  static final String DIGESTS = "digests";

  /** Argument for a bundle that is neither checked nor packed when it is opened. */
  static final String UNPACKED = "unpacked";

  /** Argument for a bundle that is warmed up, which counts as opening. */
  static final String WARM = "warm";

  /** Argument for a bundle whose own files are mapped, and not compared. */
  static final String MAPPED = "mapped";

  private FirstTags() {}

  /**
   * Recognizes.
   *
   * @param arguments bundle or clipart, image, "digests", "unpacked", "warm", "mapped" or another
   *     word, threads
   */
  public static void main(String[] arguments) throws IOException {
    ModelOptions config =
        ModelOptions.defaults()
            .withRuntime(
                RuntimeOptions.defaults()
                    .withVerifyDigests(arguments[2].equals(DIGESTS))
                    .withPackedWeights(!arguments[2].equals(UNPACKED))
                    .withPrivateWeights(!arguments[2].equals(MAPPED))
                    .withThreads(Integer.parseInt(arguments[3])));
    long start = System.nanoTime();
    try (Recognizer recognizer = RamModels.open(Bundles.read(arguments[0]), config)) {
      if (arguments[2].equals(WARM)) {
        recognizer.warmUp();
      }
      long opened = System.nanoTime();
      Recognition recognition = recognizer.recognize(Path.of(arguments[1]));
      System.out.println(recognition.tags());
      long told = System.nanoTime();
      System.out.println(
          String.format(
              Locale.ROOT, "%s%.6f %.6f", SECONDS, (opened - start) / 1e9, (told - opened) / 1e9));
    }
  }
}
