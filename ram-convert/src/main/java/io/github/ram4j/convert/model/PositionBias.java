package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.Architecture.Stage;
import io.github.ram4j.convert.tensor.TensorSource;

/** The relative position bias, added to the attention scores of a group of tokens. */
final class PositionBias {
  private PositionBias() {}

  /**
   * The bias between all tokens of a group: for an offset of dy rows and dx columns, row (dy + w −
   * 1)(2w − 1) + dx + w − 1 of the table.
   *
   * @param table [(2·window − 1)², heads]
   * @param kind the kind of the group
   * @return elements of [1, heads, tokens, tokens]
   */
  static TensorSource of(float[] table, Stage stage, WindowKind kind) {
    int window = stage.window();
    int tokens = kind.tokens();
    return out -> {
      float[] scores = new float[tokens * tokens];
      for (int head = 0; head < stage.heads(); head++) {
        for (int i = 0; i < scores.length; i++) {
          int from = i / tokens;
          int to = i % tokens;
          int dy = from / kind.columns() - to / kind.columns() + window - 1;
          int dx = from % kind.columns() - to % kind.columns() + window - 1;
          scores[i] = table[(dy * (2 * window - 1) + dx) * stage.heads() + head];
        }
        out.accept(scores, 0, scores.length);
      }
    };
  }
}
