package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits products of 8-bit integers: dynamic per-tensor uint8 activations, symmetric per-channel
 * int8 weights.
 */
final class IntegerProducts {
  private static final float LARGEST_BYTE = 255;

  private final Graph graph;
  private final Deque<Map<Value, List<Value>>> rowsOfParts = new ArrayDeque<>();
  private Value zeroByte;

  IntegerProducts(Graph graph) {
    this.graph = graph;
    rowsOfParts.push(new HashMap<>());
  }

  /** Begins a subgraph, whose values are invisible after its end; it can use earlier values. */
  void enterPart() {
    rowsOfParts.push(new HashMap<>(rowsOfParts.element()));
  }

  void leavePart() {
    rowsOfParts.pop();
  }

  /**
   * Emits a product with a weight.
   *
   * @param matrix [in, out]
   * @param bias [out], or null
   */
  Value ofWeight(
      String name, Value rows, long in, long out, TensorSource matrix, TensorSource bias) {
    QuantizedMatrix quantized =
        new QuantizedMatrix(matrix, (int) in, (int) out, graph.largestWeight());
    Value weight =
        graph.bytes(ElementType.INT8, name + ".weight.int8", List.of(in, out), quantized.values());
    Value scales = graph.exact(name + ".weight.scales", List.of(out), quantized.scales());
    return of(
        name,
        rows,
        new Operand(weight, scales),
        bias == null ? null : graph.exact(name + ".bias", List.of(out), bias));
  }

  /** Emits a product with an int8 matrix. */
  Value of(String name, Value rows, Operand matrix, Value bias) {
    List<Value> bytes = rows(rows);
    return graph.emit(
        Op.MATMUL_INTEGER_TO_FLOAT,
        name,
        bytes.get(0),
        matrix.value(),
        bytes.get(1),
        matrix.scales(),
        bytes.get(2),
        null,
        bias);
  }

  /** Quantizes [batch, in, out] to int8, symmetrically per output channel, as the weights are. */
  Operand columns(Value matrix) {
    Value magnitudes = graph.emit(Op.ABS, matrix.name() + ".abs", matrix);
    Value axes = graph.integers(0, 1);
    return quantized(matrix, magnitudes, axes, 0, graph.largestWeight(), zeroByte());
  }

  /** Quantizes positive values to uint8, per row along the last axis; scales [.., 1]. */
  Operand positiveRows(Value rows) {
    return quantized(
        rows, rows, graph.integers(-1), 1, LARGEST_BYTE, graph.products().byteScalar(0));
  }

  /** Quantizes values so that the largest magnitude along some axes becomes the largest integer. */
  private Operand quantized(
      Value value, Value magnitudes, Value axes, long keepAxes, float largestInteger, Value zero) {
    String name = value.name();
    Value largest =
        graph.emit(
            Op.REDUCE_MAX,
            name + ".largest",
            List.of(Attribute.of("keepdims", keepAxes)),
            magnitudes,
            axes);
    Value range = graph.emit(Op.MAX, name + ".range", largest, graph.scalar(Float.MIN_NORMAL));
    Value scales = graph.emit(Op.MUL, name + ".scales", range, graph.scalar(1 / largestInteger));
    Value whole = graph.emit(Op.DIV, name + ".whole", value, scales);
    Value bytes = graph.emit(Op.QUANTIZE_LINEAR, name + ".bytes", whole, graph.scalar(1), zero);
    return new Operand(bytes, scales);
  }

  private Value zeroByte() {
    if (zeroByte == null) {
      zeroByte =
          graph.bytes(ElementType.INT8, "zero.int8", List.of(), TensorSource.of(new float[1]));
    }
    return zeroByte;
  }

  /** Quantizes activations: uint8 values, scale and zero point, emitted once for all products. */
  private List<Value> rows(Value rows) {
    List<Value> known = rowsOfParts.element().get(rows);
    if (known != null) {
      return known;
    }
    String name = rows.name();
    List<Value> made =
        graph.emit(
            Op.DYNAMIC_QUANTIZE_LINEAR,
            List.of(name + ".uint8", name + ".scale", name + ".zero"),
            List.of(),
            rows);
    rowsOfParts.element().put(rows, made);
    return made;
  }
}
