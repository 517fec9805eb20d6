package io.github.ram4j.convert;

import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.testkit.FormulaClip;
import io.github.ram4j.text.BytePairs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

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
    float[] row =
        ClipTextTest.run(session, new long[][] {Arrays.stream(ids).asLongStream().toArray()});
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= (float) Math.sqrt(squares);
    }
    return row;
  }

  @Override
  public void close() {
    session.close();
  }
}
