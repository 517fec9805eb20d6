package io.github.ram4j.convert.graph;

import java.util.List;

/**
 * A product that a graph computes with float32 and with 8-bit integers. Two outputs say how far the
 * two are apart, and an input chooses which of them the graph goes on with.
 */
public final class ProductProbe {
  /** The beginning of the name of an output, before the product's: the squares of differences. */
  public static final String ERROR_OUTPUT = "error:";

  /** The same of the output with the squares of the product itself. */
  public static final String POWER_OUTPUT = "power:";

  /** The same of the input that chooses: 0 for float32, 1 for 8-bit integers. */
  public static final String INT8_INPUT = "int8:";

  private ProductProbe() {}

  /**
   * Emits the outputs, the input and the choice.
   *
   * @param graph to emit into
   * @param product its name
   * @param exact as float32 computes it
   * @param other as 8-bit integers do
   * @return the one for 0 in the input, the other for 1
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
