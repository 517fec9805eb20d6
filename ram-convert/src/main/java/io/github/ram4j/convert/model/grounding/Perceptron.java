package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits perceptrons of some layers with ReLU between them. Their weights are in the graph once,
 * however often they are used.
 */
final class Perceptron {
  private final Emitter to;
  private final Map<String, Value> weights = new HashMap<>();

  Perceptron(Emitter to) {
    this.to = to;
  }

  /**
   * Emits a perceptron.
   *
   * @param use unique name of this use
   * @param prefix of its tensors
   * @param widths of the rows, of each inner layer and of the result
   */
  Value emit(String use, String prefix, Value rows, int... widths) {
    Value made = rows;
    for (int i = 0; i + 1 < widths.length; i++) {
      int in = widths[i];
      int out = widths[i + 1];
      String linear = "%s.layers.%d".formatted(prefix, i);
      String name = "%s.%d".formatted(use, i);
      Value matrix =
          weights.computeIfAbsent(
              linear + ".weight",
              key ->
                  to.graph()
                      .weight(
                          key,
                          List.of((long) in, (long) out),
                          to.weights().transposed(key, 0, out, out, in)));
      Value bias =
          weights.computeIfAbsent(
              linear + ".bias",
              key -> to.graph().exact(key, List.of(1L, (long) out), to.weights().direct(key, out)));
      Value product = to.graph().emit(Op.MATMUL, name + ".unbiased", made, matrix);
      made = to.add(name, product, bias);
      if (i + 2 < widths.length) {
        made = to.relu(name + ".relu", made);
      }
    }
    return made;
  }
}
