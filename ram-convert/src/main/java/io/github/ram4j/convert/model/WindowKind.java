package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of tokens of one shape; the tokens of a group attend only to each other.
 *
 * <p>Unshifted windows are one kind. Shifted windows at the right and lower edges of the map
 * contain tokens that the roll brought from the other side; the authors mask attention between
 * those and the rest. Here each part is a group of its own instead. The result is equal, since
 * scores masked by −100 are 0 after softmax in float32, and masked scores are not computed.
 *
 * @param rows number of rows of tokens in a group
 * @param columns number of columns of tokens in a group
 * @param origins the first token of each group, as its row and column in the map (the rolled map
 *     for shifted windows)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WindowKind(int rows, int columns, List<int[]> origins) {

  /** Returns the kind of all windows of a map without roll. */
  static WindowKind unshifted(Stage stage) {
    List<int[]> origins = new ArrayList<>();
    for (int row = 0; row < stage.side(); row += stage.window()) {
      for (int column = 0; column < stage.side(); column += stage.window()) {
        origins.add(new int[] {row, column});
      }
    }
    return new WindowKind(stage.window(), stage.window(), origins);
  }

  /**
   * Returns the kinds of a rolled map: whole windows, and parts of windows at the edges, by shape.
   */
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

  /**
   * Returns begin and length of each window along an axis; the last one is cut at the joint of the
   * roll.
   */
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

  /** The number of tokens of a group. */
  int tokens() {
    return rows * columns;
  }
}
