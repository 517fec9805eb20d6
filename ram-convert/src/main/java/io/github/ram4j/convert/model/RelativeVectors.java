package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;

/** Vectors of relative positions along an axis, for each pair of places. */
final class RelativeVectors {
  private RelativeVectors() {}

  /**
   * The vectors by which queries at each place meet the distances to all places, divided by the
   * scale that queries were multiplied by: [side, head, side].
   *
   * @param table name of the vectors of all distances, [2 · side − 1, head]
   * @param head width of a head
   */
  static TensorSource of(Weights weights, String table, int side, int head) {
    weights.requireShape(table, 2L * side - 1, head);
    return out -> {
      float[] vectors = weights.floats(table, 2L * side - 1, head);
      double scale = Math.sqrt(head);
      float[] pairs = new float[side * head * side];
      for (int query = 0; query < side; query++) {
        for (int i = 0; i < head; i++) {
          for (int key = 0; key < side; key++) {
            pairs[(query * head + i) * side + key] =
                (float) (vectors[(query - key + side - 1) * head + i] * scale);
          }
        }
      }
      out.accept(pairs, 0, pairs.length);
    };
  }
}
