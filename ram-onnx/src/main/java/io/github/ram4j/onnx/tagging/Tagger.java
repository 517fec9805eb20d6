package io.github.ram4j.onnx.tagging;

import java.nio.FloatBuffer;

/** A model from pixels to a logit for every tag, in one session or in several. Thread-safe. */
public interface Tagger extends AutoCloseable {

  /** The side of the square input, in pixels. */
  int imageSizePx();

  /** The only batch size that the model takes, or 0 if it takes any. */
  int fixedBatch();

  /** The execution provider really used. */
  String provider();

  /**
   * Infers a batch.
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
