package io.github.ram4j;

import java.util.List;
import java.util.Objects;

/**
 * What a recognizer has opened and how it runs.
 *
 * @param family of the model
 * @param source the folder or file that it was opened from
 * @param imageSizePx side of the square input, in pixels
 * @param precision of the weights: {@code fp32}, {@code fp16}, {@code int8}, or {@code unknown} for
 *     others' exports
 * @param executionProvider the ONNX Runtime execution provider really used, {@code CPU} or {@code
 *     CUDA}
 * @param threads that one call computes with on the CPU
 * @param assumed what the model's files do not say and was assumed, a sentence each
 */
public record ModelInfo(
    ModelFamily family,
    String source,
    int imageSizePx,
    String precision,
    String executionProvider,
    int threads,
    List<String> assumed) {

  /** Checks that nothing is missing and copies the list. */
  public ModelInfo {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(executionProvider, "executionProvider");
    assumed = List.copyOf(assumed);
  }
}
