package io.github.ram4j.onnx.exported;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.onnx.tagging.Tagger;
import io.github.ram4j.runtime.session.GraphSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An ONNX file that others exported: one session from pixels to logits or probabilities. */
public final class ExportedTagger implements Tagger {
  private static final int CHANNELS = 3;

  /**
   * The input and output of a session.
   *
   * @param input name, float32 [batch, 3, size, size]
   * @param output name, float32 [batch, tags]
   * @param imageSizePx size
   * @param tags number of tags
   * @param fixedBatch the only batch that the graph takes, or 0 if it takes any
   */
  record Signature(String input, String output, int imageSizePx, int tags, int fixedBatch) {}

  private final GraphSession session;
  private final Signature signature;
  private final UnaryOperator<float[]> toLogits;

  /**
   * A tagger that owns its session.
   *
   * @param toLogits the conversion of the output to logits, in place or not
   */
  ExportedTagger(GraphSession session, Signature signature, UnaryOperator<float[]> toLogits) {
    this.session = session;
    this.signature = signature;
    this.toLogits = toLogits;
  }

  @Override
  public int imageSizePx() {
    return signature.imageSizePx();
  }

  @Override
  public int fixedBatch() {
    return signature.fixedBatch();
  }

  @Override
  public String provider() {
    return session.provider();
  }

  @Override
  public float[] logits(FloatBuffer pixels, int images) {
    return toLogits.apply(run(session, signature, pixels, images));
  }

  static float[] run(GraphSession session, Signature signature, FloatBuffer pixels, int images) {
    int size = signature.imageSizePx();
    int batch = signature.fixedBatch() > 0 ? signature.fixedBatch() : images;
    FloatBuffer used = pixels.duplicate().position(0).limit(batch * CHANNELS * size * size);
    try (OnnxTensor input = session.tensor(used, batch, CHANNELS, size, size);
        OrtSession.Result result = session.runUntilInterrupted(Map.of(signature.input(), input))) {
      return session.floats(result, signature.output(), batch, signature.tags());
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
