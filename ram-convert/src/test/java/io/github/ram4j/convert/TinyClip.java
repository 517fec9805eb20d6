package io.github.ram4j.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.testkit.FormulaClip;
import io.github.ram4j.text.BytePairs;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;

/** The converted text half of CLIP that gave the golden text embeddings of open vocabulary. */
final class TinyClip implements AutoCloseable {
  static final int WIDTH = 512;
  private static final int POSITIONS = 77;

  private final GraphSession session;

  private TinyClip(GraphSession session) {
    this.session = session;
  }

  /** Makes the checkpoint and converts it, in a folder. */
  static TinyClip in(Path folder) throws IOException {
    Path bundle = folder.resolve("clip");
    Converter.convert(
        FormulaClip.write(folder.resolve("clip.safetensors")), bundle, ConvertOptions.defaults());
    Path graph = bundle.resolve("text_encoder.onnx");
    return new TinyClip(GraphSession.open("clip", graph, RuntimeOptions.defaults()));
  }

  /** The embedding of a text, cut where it is too long, at length 1. */
  float[] embedding(String text) {
    int[] ids = BytePairs.published().encodeCut(text, POSITIONS);
    LongBuffer tokens = LongBuffer.allocate(ids.length);
    for (int id : ids) {
      tokens.put(id);
    }
    FloatBuffer ends = FloatBuffer.allocate(ids.length).put(ids.length - 1, 1);
    try (OnnxTensor first = session.tensor(tokens.flip(), 1, ids.length);
        OnnxTensor second = session.tensor(ends, 1, 1, ids.length);
        OrtSession.Result result = session.run(Map.of("ids", first, "ends", second))) {
      float[] row = session.floats(result, "embeddings", 1, WIDTH);
      double squares = 0;
      for (float value : row) {
        squares += (double) value * value;
      }
      for (int i = 0; i < row.length; i++) {
        row[i] /= (float) Math.sqrt(squares);
      }
      return row;
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
