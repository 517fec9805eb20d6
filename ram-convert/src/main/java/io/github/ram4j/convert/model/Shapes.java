package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** Emits changes of a value's shape or of the order of its axes. */
final class Shapes {
  private final Graph graph;

  Shapes(Graph graph) {
    this.graph = graph;
  }

  /** Emits a reshape; −1 stands for one inferred size, often the batch. */
  Value reshape(String name, Value value, long... shape) {
    return graph.emit(Op.RESHAPE, name, value, graph.integers(shape));
  }

  /** Emits a transposition. */
  Value transpose(String name, Value value, Long... order) {
    return graph.emit(Op.TRANSPOSE, name, List.of(Attribute.of("perm", order)), value);
  }
}
