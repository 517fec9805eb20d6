package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** Emits what changes the shape of a value, or the order of its axes. */
final class Shapes {
  private final Graph graph;

  Shapes(Graph graph) {
    this.graph = graph;
  }

  /** The same elements in another shape; −1 stands for one size that follows, often the batch. */
  Value reshape(String name, Value value, long... shape) {
    return graph.emit(Op.RESHAPE, name, value, graph.integers(shape));
  }

  /** Axes in another order. */
  Value transpose(String name, Value value, Long... order) {
    return graph.emit(Op.TRANSPOSE, name, List.of(Attribute.of("perm", order)), value);
  }
}
