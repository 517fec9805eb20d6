package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of tokens of one shape that attend to each other and to no others.
 *
 * <p>Unshifted, they are the windows. Shifted windows at the right and lower edges of the map hold
 * tokens that the roll brought there from the other side; the authors mask attention between those
 * and the rest. Here each part becomes a group of its own instead, which is the same, as what is
 * masked by −100 is 0 after softmax in float32, without computing what is masked.
 *
 * @param rows of tokens in a group
 * @param columns of tokens in a group
 * @param origins the first token of each group, as its row and column in the map, which is rolled
 *     where the windows are shifted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WindowKind(int rows, int columns, List<int[]> origins) {

  /** All windows of a map that is not rolled. */
  static WindowKind unshifted(Stage stage) {
    List<int[]> origins = new ArrayList<>();
    for (int row = 0; row < stage.side(); row += stage.window()) {
      for (int column = 0; column < stage.side(); column += stage.window()) {
        origins.add(new int[] {row, column});
      }
    }
    return new WindowKind(stage.window(), stage.window(), origins);
  }

  /** Whole windows, and the parts of those at the edges, of a rolled map; by shape. */
  static List<WindowKind> shifted(Stage stage) {
    Map<List<Integer>, WindowKind> kinds = new LinkedHashMap<>();
    for (int[] rows : spans(stage)) {
      for (int[] columns : spans(stage)) {
        kinds
            .computeIfAbsent(
                List.of(rows[1], columns[1]),
                shape -> new WindowKind(shape.get(0), shape.get(1), new ArrayList<>()))
            .origins
            .add(new int[] {rows[0], columns[0]});
      }
    }
    return List.copyOf(kinds.values());
  }

  /** Begin and length of each window along an axis, the last one cut where the roll joined it. */
  private static List<int[]> spans(Stage stage) {
    List<int[]> spans = new ArrayList<>();
    int last = stage.side() - stage.window();
    for (int start = 0; start < last; start += stage.window()) {
      spans.add(new int[] {start, stage.window()});
    }
    spans.add(new int[] {last, stage.window() - stage.shift()});
    spans.add(new int[] {stage.side() - stage.shift(), stage.shift()});
    return spans;
  }

  /** Tokens of a group. */
  int tokens() {
    return rows * columns;
  }
}
