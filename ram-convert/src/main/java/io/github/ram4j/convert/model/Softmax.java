package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/**
 * Emits softmax over the last axis.
 *
 * <p>ONNX Runtime's Softmax and Attention sum 8 or 16 numbers at a time, as the processor's vectors
 * are wide, and the sums differ in the last place. Where the result is rounded to 8-bit integers, a
 * last place decides about a step here and there, and the next layers spread it: logits of one int8
 * graph were 0.5 apart on AVX2 and AVX-512. The exponentials, and the sum by ReduceSum, are the
 * same to the bit on both. So graphs that are {@linkplain Graph#isReproducible reproducible} have
 * these.
 */
final class Softmax {
  private final Graph graph;

  Softmax(Graph graph) {
    this.graph = graph;
  }

  /** Exponentials of scores less their row's largest, and their sums, [.., 1]. */
  record Exponentials(Value values, Value sums) {}

  /**
   * Emits softmax.
   *
   * @param name of the result
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

  /** Emits its two parts, for a division that is cheaper later. */
  Exponentials exponentials(String name, Value scores) {
    List<Attribute> keep = List.of(Attribute.of("keepdims", 1L));
    Value last = graph.integers(-1);
    Value largest = graph.emit(Op.REDUCE_MAX, name + ".largest", keep, scores, last);
    Value below = graph.emit(Op.SUB, name + ".below", scores, largest);
    Value values = graph.emit(Op.EXP, name + ".exponentials", below);
    return new Exponentials(values, graph.emit(Op.REDUCE_SUM, name + ".sums", keep, values, last));
  }
}
