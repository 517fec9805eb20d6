package io.github.ram4j.onnx;

/** Which ONNX Runtime execution provider computes. */
public enum ProviderChoice {
  /** The CPU. */
  CPU,
  /** CUDA; opening fails with what is missing where it cannot be used. */
  CUDA,
  /** CUDA where it can be used, else the CPU; {@code Recognizer.model()} says which. */
  AUTO
}
