package io.github.ram4j.runtime;

/** An execution provider of ONNX Runtime, as a caller asks for it. */
public enum ExecutionProvider {
  /** The CPU. */
  CPU,
  /**
   * CUDA, with float32 computed in float32, not in TF32. Opening fails where it cannot be used, and
   * the message says what is missing.
   */
  CUDA,
  /** CUDA where it can be used, else the CPU; {@code Recognizer.model()} says which. */
  AUTO,
  /** A provider that the caller's own function adds; see {@link RuntimeOptions#withProvider}. */
  CUSTOM
}
