package io.github.ram4j.convert.graph;

import static io.github.ram4j.convert.graph.Attribute.Kind.FLOAT;
import static io.github.ram4j.convert.graph.Attribute.Kind.GRAPH;
import static io.github.ram4j.convert.graph.Attribute.Kind.INT;
import static io.github.ram4j.convert.graph.Attribute.Kind.INTS;

import java.util.Map;

/**
 * The operators of graphs as data: domain, name, numbers of inputs and outputs, and the attributes
 * with their kinds.
 *
 * <p>Operators of the {@code com.microsoft} domain are ONNX Runtime's own fused operators, in its
 * CPU and CUDA execution providers.
 */
public enum Op {
  ABS("Abs", 1, 1, 1, Map.of()),
  ADD("Add", 2, 2, 1, Map.of()),
  /**
   * Query, key, value as [batch, rows, heads · width], and the attention bias, [1, heads, rows,
   * rows]: with all four axes, so that heads cannot be confused with the batch.
   */
  ATTENTION("Attention", 3, 4, 1, Map.of("q_num_heads", INT, "kv_num_heads", INT)),
  CAST("Cast", 1, 1, 1, Map.of("to", INT)),
  /** Input, least and largest value. */
  CLIP("Clip", 1, 3, 1, Map.of()),
  CONCAT("Concat", 1, Integer.MAX_VALUE, 1, Map.of("axis", INT)),
  /**
   * Input as [batch, channels, height, width], kernels as [out, channels of a group, height,
   * width], and the bias; pads are top, left, bottom, right.
   */
  CONV("Conv", 2, 3, 1, Map.of("group", INT, "kernel_shape", INTS, "pads", INTS, "strides", INTS)),
  COS("Cos", 1, 1, 1, Map.of()),
  DIV("Div", 2, 2, 1, Map.of()),
  /** The error function, a part of erf GELU in graphs without a GELU operator. */
  ERF("Erf", 1, 1, 1, Map.of()),
  EXP("Exp", 1, 1, 1, Map.of()),
  /** A value repeated along axes of length 1 to a shape. */
  EXPAND("Expand", 2, 2, 1, Map.of()),
  FLOOR("Floor", 1, 1, 1, Map.of()),
  GATHER("Gather", 2, 2, 1, Map.of("axis", INT)),
  /** A·B + C on matrices; C is a row, or absent. */
  GEMM("Gemm", 2, 3, 1, Map.of("alpha", FLOAT, "beta", FLOAT, "transA", INT, "transB", INT)),
  /** [batch, channels, height, width] to its means, [batch, channels, 1, 1]. */
  GLOBAL_AVERAGE_POOL("GlobalAveragePool", 1, 1, 1, Map.of()),
  LAYER_NORMALIZATION("LayerNormalization", 2, 3, 1, Map.of("axis", INT, "epsilon", FLOAT)),
  /** The natural logarithm. */
  LOG("Log", 1, 1, 1, Map.of()),
  LP_NORMALIZATION("LpNormalization", 1, 1, 1, Map.of("axis", INT, "p", INT)),
  MATMUL("MatMul", 2, 2, 1, Map.of()),
  MAX("Max", 1, Integer.MAX_VALUE, 1, Map.of()),
  MIN("Min", 1, Integer.MAX_VALUE, 1, Map.of()),
  MUL("Mul", 2, 2, 1, Map.of()),
  /** Float32 to 8-bit integers, of the zero point's type. */
  QUANTIZE_LINEAR("QuantizeLinear", 2, 3, 1, Map.of("axis", INT)),
  REDUCE_MAX("ReduceMax", 1, 2, 1, Map.of("keepdims", INT)),
  REDUCE_MEAN("ReduceMean", 1, 2, 1, Map.of("keepdims", INT)),
  /** ReduceMean of the portable operator set, with axes as an attribute instead of an input. */
  REDUCE_MEAN_OF_AXES("ReduceMean", 1, 1, 1, Map.of("axes", INTS, "keepdims", INT)),
  REDUCE_SUM("ReduceSum", 1, 2, 1, Map.of("keepdims", INT)),
  REDUCE_SUM_SQUARE("ReduceSumSquare", 1, 2, 1, Map.of("keepdims", INT)),
  RELU("Relu", 1, 1, 1, Map.of()),
  RESHAPE("Reshape", 2, 2, 1, Map.of()),
  /** A subgraph run once for each slice of its inputs along their first axes, in turn. */
  SCAN(
      "Scan",
      1,
      Integer.MAX_VALUE,
      Integer.MAX_VALUE,
      Map.of("body", GRAPH, "num_scan_inputs", INT)),
  /** The dimensions from start to end, as int64. */
  SHAPE("Shape", 1, 1, 1, Map.of("start", INT, "end", INT)),
  SIGMOID("Sigmoid", 1, 1, 1, Map.of()),
  SIN("Sin", 1, 1, 1, Map.of()),
  /** A slice from starts to ends of axes. */
  SLICE("Slice", 3, 5, 1, Map.of()),
  SOFTMAX("Softmax", 1, 1, 1, Map.of("axis", INT)),
  SPLIT("Split", 1, 2, Integer.MAX_VALUE, Map.of("axis", INT)),
  SQRT("Sqrt", 1, 1, 1, Map.of()),
  SUB("Sub", 2, 2, 1, Map.of()),
  /** The greatest elements along an axis and their indices, the greatest first. */
  TOP_K("TopK", 2, 2, 2, Map.of("axis", INT)),
  TRANSPOSE("Transpose", 1, 1, 1, Map.of("perm", INTS)),

  /** erf GELU of A + bias. */
  BIAS_GELU(Domain.MICROSOFT, "BiasGelu", 2, 2, 1, Map.of()),
  /** erf GELU. */
  GELU(Domain.MICROSOFT, "Gelu", 1, 1, 1, Map.of()),
  /**
   * alpha·A·B, never fused with the addition of a bias. ONNX Runtime fuses a MatMul and an Add to a
   * Gemm, which writes the bias to all rows with one thread before it multiplies.
   */
  FUSED_MATMUL(Domain.MICROSOFT, "FusedMatMul", 2, 2, 1, Map.of("alpha", FLOAT, "transB", INT)),
  /** Float32 to uint8, its scale and its zero point, from the values' range. */
  DYNAMIC_QUANTIZE_LINEAR("DynamicQuantizeLinear", 1, 1, 3, Map.of()),
  /** A·B of 8-bit integers: A, B, scales of A and of B's columns, zero points, bias. */
  MATMUL_INTEGER_TO_FLOAT(Domain.MICROSOFT, "MatMulIntegerToFloat", 4, 7, 1, Map.of()),
  /**
   * Query, key, value as [batch, rows, heads · width], bias, mask, attention bias, past key and
   * value as [batch, heads, past, width]; key and value may have that shape, too. The further
   * outputs are key and value appended to the past.
   */
  MULTI_HEAD_ATTENTION(
      Domain.MICROSOFT, "MultiHeadAttention", 1, 8, 3, Map.of("num_heads", INT, "scale", FLOAT)),
  /** x · sigmoid(alpha · x). */
  QUICK_GELU(Domain.MICROSOFT, "QuickGelu", 1, 1, 1, Map.of("alpha", FLOAT)),
  /** LayerNorm of input + skip + bias; the fourth output is the sum. */
  SKIP_LAYER_NORMALIZATION(
      Domain.MICROSOFT, "SkipLayerNormalization", 3, 5, 4, Map.of("epsilon", FLOAT));

  /** The version of the ONNX operator set of graphs for ONNX Runtime's CPU and CUDA. */
  public static final int OPSET = 23;

  /** The version of the operator set of portable graphs: the oldest with LayerNormalization. */
  public static final int PORTABLE_OPSET = 17;

  /** The version of the {@code com.microsoft} operator set. */
  public static final int MICROSOFT_OPSET = 1;

  /** The oldest ONNX file format with {@link #OPSET}. */
  public static final int IR_VERSION = 11;

  /** The oldest ONNX file format with {@link #PORTABLE_OPSET}. */
  public static final int PORTABLE_IR_VERSION = 8;

  /** Names of operator sets. */
  static final class Domain {
    static final String ONNX = "";
    static final String MICROSOFT = "com.microsoft";

    private Domain() {}
  }

  private final String domain;
  private final String type;
  private final int minInputs;
  private final int maxInputs;
  private final int maxOutputs;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, Attribute.Kind> attributes;

  Op(String type, int min, int max, int outputs, Map<String, Attribute.Kind> attributes) {
    this(Domain.ONNX, type, min, max, outputs, attributes);
  }

  Op(
      String domain,
      String type,
      int min,
      int max,
      int outputs,
      Map<String, Attribute.Kind> attributes) {
    this.domain = domain;
    this.type = type;
    this.minInputs = min;
    this.maxInputs = max;
    this.maxOutputs = outputs;
    this.attributes = attributes;
  }

  String domain() {
    return domain;
  }

  String type() {
    return type;
  }

  Attribute.Kind kind(Attribute attribute) {
    Attribute.Kind kind = attributes.get(attribute.name());
    if (kind == null || !kind.takes(attribute.value())) {
      throw new IllegalArgumentException(
          "%s: expected attributes %s, found %s".formatted(type, attributes, attribute));
    }
    return kind;
  }

  void requireArity(int inputs, int outputs) {
    if (inputs < minInputs || inputs > maxInputs || outputs < 1 || outputs > maxOutputs) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d inputs and 1 to %d outputs, found %d and %d"
              .formatted(type, minInputs, maxInputs, maxOutputs, inputs, outputs));
    }
  }
}
