package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits the matrix products of a graph, in float32 or, by its {@link Numerics}, in int8, and the
 * 8-bit operands themselves.
 */
public final class Products {
  /** The zero point of {@link #byteRows}. */
  public static final int BYTE_ROWS_ZERO = QuantizedRows.ZERO;

  private final Graph graph;
  private final IntegerProducts integerProducts;
  private final Map<Integer, Value> byteScalars = new HashMap<>();

  Products(Graph graph) {
    this.graph = graph;
    this.integerProducts = new IntegerProducts(graph);
  }

  /** Begins a subgraph, whose values are invisible after its end; it can use earlier values. */
  void enterPart() {
    integerProducts.enterPart();
  }

  void leavePart() {
    integerProducts.leavePart();
  }

  /**
   * Adds a table as 8-bit integers, with a scale per row.
   *
   * @param tableName unique in the graph
   * @param shape the shape of the table, a row's width last
   * @param source the source of float32 elements, read each time the graph is written
   * @return uint8 of the shape with zero point {@value #BYTE_ROWS_ZERO}, and the rows' scales,
   *     float32 of the shape without the width
   */
  public Operand byteRows(String tableName, List<Long> shape, TensorSource source) {
    int last = shape.size() - 1;
    QuantizedRows rows = new QuantizedRows(source, Math.toIntExact(shape.get(last)));
    Value bytes = graph.bytes(ElementType.UINT8, tableName + ".uint8", shape, rows.values());
    return new Operand(
        bytes, graph.exact(tableName + ".scales", shape.subList(0, last), rows.scales()));
  }

  /**
   * Returns a uint8 scalar constant, shared by all uses of a value.
   *
   * @param value the value, 0 to 255
   */
  public Value byteScalar(int value) {
    return byteScalars.computeIfAbsent(
        value,
        key ->
            graph.bytes(
                ElementType.UINT8,
                "byte." + value,
                List.of(),
                TensorSource.of(new float[] {value})));
  }

  /**
   * Adds the product of rows with the matrix of a Linear layer, in int8 if the graph allows: the
   * matrix is quantized symmetrically per channel, the rows dynamically by their range.
   *
   * @param name the name of the product, the prefix of the weight's
   * @param rows [rows, in], or with more axes before
   * @param in width of the rows
   * @param out width of the product
   * @param matrix [in, out]
   * @param bias [out], or null
   * @return float32 [rows, out]
   */
  public Value of(
      String name, Value rows, long in, long out, TensorSource matrix, TensorSource bias) {
    if (graph.isInt8(name)) {
      return integerProducts.ofWeight(name, rows, in, out, matrix, bias);
    }
    Value weight = graph.weight(name + ".weight", List.of(in, out), matrix);
    Value exact =
        bias == null
            ? graph.emit(Op.MATMUL, name, rows, weight)
            : graph.emit(
                Op.ADD,
                name,
                graph.emit(
                    graph.isPortable() ? Op.MATMUL : Op.FUSED_MATMUL,
                    name + ".unbiased",
                    rows,
                    weight),
                graph.exact(
                    name + ".bias", List.of(1L, out), bias)); // a vector would become a BiasGelu
    return graph.isProbing()
        ? ProductProbe.emit(
            graph,
            name,
            exact,
            integerProducts.ofWeight(name + ".probe", rows, in, out, matrix, bias))
        : exact;
  }

  /**
   * Prepares a value as the right operand of {@link #of(String, Value, Operand)}, preferably once,
   * outside a repeated subgraph.
   *
   * @param product the product's name
   * @param matrix [batch, in, out]
   * @return the operand
   */
  public Operand operand(String product, Value matrix) {
    return graph.isInt8(product) ? byteColumns(matrix) : new Operand(matrix, null);
  }

  /**
   * Quantizes a value to be the right operand of a product of 8-bit integers.
   *
   * @param matrix [batch, in, out]
   * @return int8 of the same shape, and a scale per column, float32 [out]
   */
  public Operand byteColumns(Value matrix) {
    return integerProducts.columns(matrix);
  }

  /**
   * Quantizes positive values to be the left operand of a product of 8-bit integers.
   *
   * @param rows [.., in], none below 0
   * @return uint8 of the same shape with zero point 0, and a scale per row, float32 [.., 1]
   */
  public Operand positiveByteRows(Value rows) {
    return integerProducts.positiveRows(rows);
  }

  /**
   * Adds the product of two values, in int8 if the graph allows.
   *
   * @param name the name of the product
   * @param rows [batch, rows, in]
   * @param matrix [batch, in, out]
   * @return float32 [batch, rows, out]
   */
  public Value of(String name, Value rows, Operand matrix) {
    if (matrix.scales() != null) {
      return integerProducts.of(name, rows, matrix, null);
    }
    Value exact = graph.emit(Op.MATMUL, name, rows, matrix.value());
    if (!graph.isProbing()) {
      return exact;
    }
    Operand columns = byteColumns(matrix.value());
    return ProductProbe.emit(
        graph, name, exact, integerProducts.of(name + ".probe", rows, columns, null));
  }
}
