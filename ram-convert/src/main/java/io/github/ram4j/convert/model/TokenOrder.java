package io.github.ram4j.convert.model;

import io.github.ram4j.convert.model.Architecture.Stage;
import java.util.Arrays;

/**
 * Orders that the tokens of a stage's map are kept in, each an array of row-major token numbers.
 *
 * <p>Attention works on windows, everything else on single tokens. So tokens are kept in the order
 * of the unshifted windows throughout a stage, and brought to the order of the shifted windows and
 * back by one index each way: no roll, no partition.
 */
final class TokenOrder {
  private TokenOrder() {}

  /** Window after window, row-major within each. */
  static int[] windows(Stage stage) {
    int[] order = new int[stage.tokens()];
    for (int i = 0; i < order.length; i++) {
      order[i] = token(stage, i / stage.windowTokens(), i % stage.windowTokens(), 0);
    }
    return order;
  }

  /**
   * Shifted window after shifted window, row-major within each; windows of the same {@link
   * WindowKind} together.
   */
  static int[] shiftedWindows(Stage stage) {
    int[] windows =
        WindowKind.of(stage).stream().flatMapToInt(kind -> Arrays.stream(kind.windows())).toArray();
    int[] order = new int[stage.tokens()];
    for (int i = 0; i < order.length; i++) {
      int window = windows[i / stage.windowTokens()];
      order[i] = token(stage, window, i % stage.windowTokens(), stage.shift());
    }
    return order;
  }

  /**
   * The four tokens of every 2×2 square, as (row, column) (0,0), (1,0), (0,1), (1,1), the squares
   * in the window order of the next stage.
   */
  static int[] squares(Stage stage, Stage next) {
    int[] order = new int[stage.tokens()];
    int[] squares = windows(next);
    for (int i = 0; i < order.length; i++) {
      int square = squares[i / 4];
      int row = square / next.side() * 2 + i % 2;
      int column = square % next.side() * 2 + i % 4 / 2;
      order[i] = row * stage.side() + column;
    }
    return order;
  }

  /** Where to take each element from, to get from one order to another. */
  static long[] indices(int[] from, int[] to) {
    int[] placeInFrom = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      placeInFrom[from[i]] = i;
    }
    long[] indices = new long[to.length];
    for (int i = 0; i < to.length; i++) {
      indices[i] = placeInFrom[to[i]];
    }
    return indices;
  }

  /** The token at a place of a window, once the map is rolled by −shift both ways. */
  private static int token(Stage stage, int window, int place, int shift) {
    int across = stage.side() / stage.window();
    int row = window / across * stage.window() + place / stage.window();
    int column = window % across * stage.window() + place % stage.window();
    return (row + shift) % stage.side() * stage.side() + (column + shift) % stage.side();
  }
}
