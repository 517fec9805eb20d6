package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.List;

/**
 * Emits layers of portable graphs from standard ONNX operators, in place of ONNX Runtime's fused
 * operators. ONNX Runtime fuses these patterns again on a CPU.
 */
final class StandardOps {
  private static final float ROOT_OF_2 = (float) Math.sqrt(2);

  private final Graph graph;
  private final Shapes shapes;

  StandardOps(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  /** Emits erf GELU: x · (1 + erf(x / √2)) · ½. */
  Value gelu(String name, Value rows) {
    Value scaled = graph.emit(Op.DIV, name + ".scaled", rows, graph.scalar(ROOT_OF_2));
    Value erf = graph.emit(Op.ERF, name + ".erf", scaled);
    Value above = graph.emit(Op.ADD, name + ".above", erf, graph.scalar(1));
    Value twice = graph.emit(Op.MUL, name + ".twice", rows, above);
    return graph.emit(Op.MUL, name, twice, graph.scalar(0.5f));
  }

  /** Emits LayerNorm over the last axis. */
  Value layerNorm(String name, Value rows, Value gain, Value shift, float epsilon) {
    List<Attribute> attributes =
        List.of(Attribute.of("axis", -1L), Attribute.of("epsilon", epsilon));
    return graph.emit(Op.LAYER_NORMALIZATION, name, attributes, rows, gain, shift);
  }

  /**
   * Emits scaled dot-product attention.
   *
   * @param queries [texts, heads, rows, width]
   * @param keys [texts, heads, memory rows, width]
   * @param values values, of the keys' shape
   * @param bias attention bias, or null
   * @param width the width of a head
   * @return [texts, rows, heads · width]
   */
  Value attention(
      String name, Value queries, Value keys, Value values, Value bias, long heads, long width) {
    Value columns = shapes.transpose(name + ".columns", keys, 0L, 1L, 3L, 2L);
    Value products = graph.emit(Op.MATMUL, name + ".products", queries, columns);
    Value scale = graph.scalar((float) (1 / Math.sqrt((double) width)));
    Value scores = graph.emit(Op.MUL, name + ".scores", products, scale);
    Value biased = bias == null ? scores : graph.emit(Op.ADD, name + ".biased", scores, bias);
    Value shares = new Softmax(graph).emit(name + ".softmax", biased);
    Value context = graph.emit(Op.MATMUL, name + ".heads", shares, values);
    Value ordered = shapes.transpose(name + ".ordered", context, 0L, 2L, 1L, 3L);
    return shapes.reshape(name, ordered, 0, 0, heads * width);
  }

  /** Splits [texts, rows, heads · width] into [texts, heads, rows, width]. */
  Value perHead(String name, Value rows, long heads, long width) {
    Value split = shapes.reshape(name + ".split", rows, 0, 0, heads, width);
    return shapes.transpose(name, split, 0L, 2L, 1L, 3L);
  }
}
