package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/** Emits multi-head attention of BERT layers, optionally with a KV cache. */
final class TextAttention {
  private static final List<String> PARTS = List.of("query", "key", "value");

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final int heads;
  private final int hidden;

  TextAttention(Graph graph, Weights weights, Layers layers, int heads, int hidden) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.heads = heads;
    this.hidden = hidden;
  }

  /**
   * The operands of an attention; all but the first three may be null.
   *
   * @param parts queries, keys and values: [texts, rows, hidden], without their biases if {@code
   *     biases} is given; or keys and values split into heads, [texts, heads, rows, width]
   * @param biases prefix of the names of the parts' biases, null for keys and values split into
   *     heads
   * @param bias attention bias, added to the scores
   * @param past the KV cache: keys and values of earlier rows, [texts, heads, past, width], or
   *     empty
   */
  record Operands(List<Value> parts, String biases, Value bias, List<Value> past) {

    static Operands biased(Value query, Value key, Value value, String biases) {
      return new Operands(List.of(query, key, value), biases, null, List.of());
    }

    static Operands ready(Value query, Value keys, Value values) {
      return new Operands(List.of(query, keys, values), null, null, List.of());
    }

    Operands withBias(Value added) {
      return new Operands(parts, biases, added, past);
    }

    Operands withPast(Value keys, Value values) {
      return new Operands(parts, biases, bias, List.of(keys, values));
    }
  }

  /**
   * Emits the attention.
   *
   * @param outputs names of the result, [texts, rows, hidden], and, with a KV cache, of the keys
   *     and values including the past
   * @return a value for each name
   */
  List<Value> emit(List<String> outputs, Operands operands) {
    return graph.isPortable() ? standard(outputs, operands) : fused(outputs, operands);
  }

  private List<Value> fused(List<String> outputs, Operands operands) {
    List<Value> inputs = new ArrayList<>(operands.parts());
    inputs.add(operands.biases() == null ? null : stackedBiases(operands.biases()));
    inputs.add(null); // no mask
    inputs.add(operands.bias());
    inputs.addAll(operands.past());
    while (inputs.get(inputs.size() - 1) == null) {
      inputs.remove(inputs.size() - 1);
    }
    return graph.emit(
        Op.MULTI_HEAD_ATTENTION,
        outputs,
        List.of(Attribute.of("num_heads", (long) heads)),
        inputs.toArray(Value[]::new));
  }

  private List<Value> standard(List<String> outputs, Operands operands) {
    long width = hidden / heads;
    StandardOps ops = layers.standard();
    List<Value> perHead = new ArrayList<>();
    for (int i = 0; i < PARTS.size(); i++) {
      Value part = operands.parts().get(i);
      boolean ready = i > 0 && operands.biases() == null;
      String name = outputs.get(0) + "." + PARTS.get(i);
      perHead.add(
          ready ? part : ops.perHead(name + ".heads", withBias(part, i, operands), heads, width));
    }
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < operands.past().size(); i++) {
      Value all =
          graph.emit(
              Op.CONCAT,
              outputs.get(i + 1),
              List.of(Attribute.of("axis", 2L)),
              operands.past().get(i),
              perHead.get(i + 1));
      perHead.set(i + 1, all);
      results.add(all);
    }
    results.add(
        0,
        ops.attention(
            outputs.get(0),
            perHead.get(0),
            perHead.get(1),
            perHead.get(2),
            operands.bias(),
            heads,
            width));
    return results;
  }

  private Value withBias(Value part, int index, Operands operands) {
    if (operands.biases() == null) {
      return part;
    }
    String name = operands.biases() + PARTS.get(index) + ".bias";
    return graph.emit(Op.ADD, name + ".added", part, layers.vector(name, hidden));
  }

  /** Returns the concatenated biases of query, key and value. */
  private Value stackedBiases(String self) {
    return graph.exact(
        self + "qkv.bias",
        List.of(3L * hidden),
        out -> {
          for (String part : PARTS) {
            weights.direct(self + part + ".bias", hidden).writeTo(out);
          }
        });
  }
}
