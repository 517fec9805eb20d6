package io.github.ram4j.onnx.tagging;

import java.nio.FloatBuffer;

/** Pixels to what a model says of every tag, in one session or in several. Thread-safe. */
public interface Tagger extends AutoCloseable {

  /** Side of the square input. */
  int imageSizePx();

  /** The only number of images that it takes at a time, or 0 if it takes any. */
  int fixedBatch();

  /** The execution provider really used. */
  String provider();

  /**
   * Infers.
   *
   * @param pixels direct, float32 [at least images, 3, size, size]; borrowed until this returns
   * @param images to infer, from the buffer's start; where the batch is fixed, all that the buffer
   *     holds are inferred
   * @return float32 [at least images, tags], row after row, logits
   */
  float[] logits(FloatBuffer pixels, int images);

  @Override
  void close();
}
