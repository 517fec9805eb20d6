package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.TensorSource;
import io.github.ram4j.convert.model.Architecture.Stage;

/** What is added to the attention scores of a window: relative position bias, and masks. */
final class PositionBias {
  /** What keeps tokens from different sides of the roll apart, as in the authors' code. */
  private static final float MASKED = -100f;

  private PositionBias() {}

  /**
   * Unshifted windows, all alike.
   *
   * @param table [(2·window − 1)², heads]
   * @return elements of [1, heads, tokens, tokens]
   */
  static TensorSource plain(float[] table, Stage stage) {
    return out -> {
      for (int head = 0; head < stage.heads(); head++) {
        float[] scores = head(table, stage, head);
        out.accept(scores, 0, scores.length);
      }
    };
  }

  /**
   * Shifted windows of a kind, with its mask.
   *
   * @param table [(2·window − 1)², heads]
   * @param window any of the kind
   * @return elements of [1, heads, tokens, tokens]
   */
  static TensorSource masked(float[] table, Stage stage, int window) {
    return out -> {
      int tokens = stage.windowTokens();
      int[] regions = regions(stage, window);
      for (int head = 0; head < stage.heads(); head++) {
        float[] scores = head(table, stage, head);
        for (int i = 0; i < scores.length; i++) {
          boolean together = regions[i / tokens] == regions[i % tokens];
          scores[i] += together ? 0 : MASKED;
        }
        out.accept(scores, 0, scores.length);
      }
    };
  }

  /** The bias of one head between all tokens of a window: row (dy + w − 1)(2w − 1) + dx + w − 1. */
  private static float[] head(float[] table, Stage stage, int head) {
    int window = stage.window();
    int tokens = stage.windowTokens();
    float[] scores = new float[tokens * tokens];
    for (int i = 0; i < scores.length; i++) {
      int from = i / tokens;
      int to = i % tokens;
      int dy = from / window - to / window + window - 1;
      int dx = from % window - to % window + window - 1;
      scores[i] = table[(dy * (2 * window - 1) + dx) * stage.heads() + head];
    }
    return scores;
  }

  /** Which of the regions that the roll brought together each token of a window comes from. */
  private static int[] regions(Stage stage, int window) {
    int across = stage.side() / stage.window();
    int[] regions = new int[stage.windowTokens()];
    for (int i = 0; i < regions.length; i++) {
      int row = window / across * stage.window() + i / stage.window();
      int column = window % across * stage.window() + i % stage.window();
      regions[i] = 3 * band(stage, row) + band(stage, column);
    }
    return regions;
  }

  private static int band(Stage stage, int place) {
    if (place < stage.side() - stage.window()) {
      return 0;
    }
    return place < stage.side() - stage.shift() ? 1 : 2;
  }
}
