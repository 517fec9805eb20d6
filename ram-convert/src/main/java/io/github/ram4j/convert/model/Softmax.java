package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/**
 * Emits softmax over the last axis.
 *
 * <p>ONNX Runtime's Softmax and Attention sum 8 or 16 numbers at a time, by the width of the
 * processor's vectors, and the sums differ in the last place. Rounding to 8-bit integers turns some
 * of these differences into steps, and later layers amplify them; docs/lab-notes.md has figures.
 * Exponentials and ReduceSum are equal to the bit with AVX2 and AVX-512, so {@linkplain
 * Graph#isReproducible reproducible} graphs use them.
 */
final class Softmax {
  private final Graph graph;

  Softmax(Graph graph) {
    this.graph = graph;
  }

  /** The exponentials of scores minus their row's maximum, and their sums, [.., 1]. */
  record Exponentials(Value values, Value sums) {}

  /**
   * Emits softmax.
   *
   * @param name the name of the result
   * @param scores any shape
   * @return the same shape
   */
  Value emit(String name, Value scores) {
    if (!graph.isReproducible()) {
      return graph.emit(Op.SOFTMAX, name, List.of(Attribute.of("axis", -1L)), scores);
    }
    Exponentials exponentials = exponentials(name, scores);
    return graph.emit(Op.DIV, name, exponentials.values(), exponentials.sums());
  }

  /** Emits exponentials and sums separately, for a cheaper later division. */
  Exponentials exponentials(String name, Value scores) {
    List<Attribute> keep = List.of(Attribute.of("keepdims", 1L));
    Value last = graph.integers(-1);
    Value largest = graph.emit(Op.REDUCE_MAX, name + ".largest", keep, scores, last);
    Value below = graph.emit(Op.SUB, name + ".below", scores, largest);
    Value values = graph.emit(Op.EXP, name + ".exponentials", below);
    return new Exponentials(values, graph.emit(Op.REDUCE_SUM, name + ".sums", keep, values, last));
  }

  /**
   * Emits the sums of values, weighted by the softmax of scores.
   *
   * @param name prefix of the attention
   * @param scores [queries, keys]
   * @param values [keys, width]
   * @return [queries, width]
   */
  Value context(String name, Value scores, Value values) {
    if (!graph.isReproducible()) {
      return graph.emit(Op.MATMUL, name + "context", emit(name + "softmax", scores), values);
    }
    Exponentials exponentials = exponentials(name + "softmax", scores);
    Value sum = graph.emit(Op.MATMUL, name + "context.sum", exponentials.values(), values);
    return graph.emit(Op.DIV, name + "context", sum, exponentials.sums());
  }
}
