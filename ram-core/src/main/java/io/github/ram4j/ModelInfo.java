package io.github.ram4j;

import java.util.Objects;

/**
 * What a recognizer has opened and how it runs.
 *
 * @param family of the model
 * @param source the folder or file that it was opened from
 * @param imageSizePx side of the square input, in pixels
 * @param precision of the weights: {@code fp32}, {@code fp16}, or {@code unknown} for others'
 *     exports
 * @param executionProvider the ONNX Runtime execution provider really used, {@code CPU} or {@code
 *     CUDA}
 * @param threads that one call computes with on the CPU
 */
public record ModelInfo(
    ModelFamily family,
    String source,
    int imageSizePx,
    String precision,
    String executionProvider,
    int threads) {

  /** Checks that nothing is missing. */
  public ModelInfo {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(executionProvider, "executionProvider");
  }
}
