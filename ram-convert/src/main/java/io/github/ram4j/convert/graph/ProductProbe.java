package io.github.ram4j.convert.graph;

import java.util.List;

/**
 * A product that a graph computes in float32 and in int8. Two outputs measure the difference, and
 * an input chooses the one that the graph goes on with.
 */
public final class ProductProbe {
  /**
   * The prefix of the output with the quantization noise, the sum of squared differences, before
   * the product's name.
   */
  public static final String ERROR_OUTPUT = "error:";

  /** The prefix of the output with the signal power, the sum of squares of the float32 product. */
  public static final String POWER_OUTPUT = "power:";

  /** The prefix of the input that chooses: 0 for float32, 1 for int8. */
  public static final String INT8_INPUT = "int8:";

  private ProductProbe() {}

  /**
   * Emits the outputs, the input and the choice.
   *
   * @param graph the graph
   * @param product name of the product
   * @param exact the float32 product
   * @param other the int8 product
   * @return {@code exact} for 0 in the input, {@code other} for 1
   */
  public static Value emit(Graph graph, String product, Value exact, Value other) {
    Value difference = graph.emit(Op.SUB, product + ".difference", exact, other);
    List<Attribute> toScalar = List.of(Attribute.of("keepdims", 0L));
    graph.output(graph.emit(Op.REDUCE_SUM_SQUARE, ERROR_OUTPUT + product, toScalar, difference));
    graph.output(graph.emit(Op.REDUCE_SUM_SQUARE, POWER_OUTPUT + product, toScalar, exact));
    Value chosen = graph.input(INT8_INPUT + product, 1);
    Value step = graph.emit(Op.MUL, product + ".step", difference, chosen);
    return graph.emit(Op.SUB, product + ".chosen", exact, step);
  }
}
