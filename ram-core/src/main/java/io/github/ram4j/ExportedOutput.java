package io.github.ram4j;

/** The kind of numbers in the output of an exported ONNX file. */
public enum ExportedOutput {
  /**
   * Detected when the file is opened: a Sigmoid at the end gives probabilities; else a trial image
   * is inferred, and values outside [0, 1] are logits.
   */
  DETECT,
  /** Any values; the sigmoid is taken here. */
  LOGITS,
  /** Values in [0, 1]. */
  PROBABILITIES
}
