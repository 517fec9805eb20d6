package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.List;

/**
 * Orders of the tokens of a stage's map, each an array of row-major token numbers.
 *
 * <p>Attention works on windows, all else on single tokens. So tokens stay in the order of the
 * unshifted windows throughout a stage. One index brings them to the order of the shifted windows,
 * one brings them back: no roll, no partition.
 */
final class TokenOrder {
  private TokenOrder() {}

  /** Returns the order window by window, row-major within each. */
  static int[] windows(Stage stage) {
    return order(stage, List.of(WindowKind.unshifted(stage)), 0);
  }

  /** Returns the order of the shifted windows' groups, kind by kind, row-major within each. */
  static int[] shiftedWindows(Stage stage) {
    return order(stage, WindowKind.shifted(stage), stage.shift());
  }

  /** Returns the tokens of all groups of a map rolled by −shift along both axes. */
  private static int[] order(Stage stage, List<WindowKind> kinds, int shift) {
    int[] order = new int[stage.tokens()];
    int filled = 0;
    for (WindowKind kind : kinds) {
      for (int[] origin : kind.origins()) {
        for (int place = 0; place < kind.tokens(); place++) {
          int row = origin[0] + place / kind.columns() + shift;
          int column = origin[1] + place % kind.columns() + shift;
          order[filled++] = row % stage.side() * stage.side() + column % stage.side();
        }
      }
    }
    return order;
  }

  /**
   * Returns the four tokens of every 2×2 square, as (row, column) (0,0), (1,0), (0,1), (1,1), with
   * the squares in the window order of the next stage.
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

  /** Returns the gather indices from one order to another. */
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
}
