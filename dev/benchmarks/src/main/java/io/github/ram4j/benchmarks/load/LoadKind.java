package io.github.ram4j.benchmarks.load;

import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * How images are inferred.
 *
 * @param batch images of a batch
 * @param windowMs that the first of a batch waits for others
 * @param workers inferences at once
 * @param threads of each inference
 */
public record LoadKind(int batch, int windowMs, int workers, int threads) {
  /**
   * Parses BATCH,MS,WORKERS,THREADS.
   *
   * @param text of an option
   * @return the kind
   */
  public static LoadKind of(String text) {
    if (!text.matches("\\d{1,4}(,\\d{1,4}){3}")) {
      throw new IllegalArgumentException(
          "--batching: expected BATCH,MS,WORKERS,THREADS, found " + text);
    }
    String[] parts = text.split(",", -1);
    return new LoadKind(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  /**
   * A server's defaults, and batches of eight with the same workers and threads.
   *
   * @param processors of this machine
   * @return two kinds
   */
  public static List<LoadKind> usual(int processors) {
    int threads = Math.max(1, (processors + 1) / 2);
    return List.of(new LoadKind(1, 0, 2, threads), new LoadKind(8, 5, 2, threads));
  }

  /**
   * The library's options.
   *
   * @return options with the batch and the threads
   */
  public ModelOptions options() {
    return ModelOptions.defaults()
        .withBatchSize(batch)
        .withRuntime(RuntimeOptions.defaults().withThreads(threads));
  }

  /**
   * The program's options.
   *
   * @return words of a command
   */
  public List<String> arguments() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--max-batch", Integer.toString(batch)));
    words.addAll(List.of("--batch-window", Integer.toString(windowMs)));
    words.addAll(List.of("--workers", Integer.toString(workers)));
    words.addAll(List.of("--threads", Integer.toString(threads)));
    return words;
  }
}
