package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Emits functions of each row, some rows at a time, so that wide values stay in the caches. */
final class RowScan {
  private RowScan() {}

  /**
   * Emits a function of each row.
   *
   * @param rows values of as many rows each, [places, width]
   * @param body makes values of that kind of a few rows of each
   * @return the body's values of all rows
   */
  static List<Value> emit(
      Graph graph,
      String name,
      List<Value> rows,
      int places,
      int width,
      Function<List<Value>, List<Value>> body) {
    int few = RowBlocks.rows(places);
    if (few == places || !graph.isInBlocks()) {
      return body.apply(rows);
    }
    Shapes shapes = new Shapes(graph);
    List<Value> cut = new ArrayList<>();
    for (Value value : rows) {
      cut.add(shapes.reshape(name + cut.size() + ".cut", value, -1, few, width));
    }
    return graph.scan(name + "block", cut, body).stream()
        .map(made -> shapes.reshape(made.name() + ".rows", made, -1, width))
        .toList();
  }
}
