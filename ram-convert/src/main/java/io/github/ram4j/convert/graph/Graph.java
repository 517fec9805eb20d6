package io.github.ram4j.convert.graph;

import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A graph under construction: nodes in the order of computation, constants, inputs and outputs.
 *
 * <p>Every value is made before it is used and has a unique name, so the structure of the graph is
 * valid. Constants are not held in memory: their {@linkplain TensorSource sources} are read when
 * the graph is written.
 */
public final class Graph {

  /** A node: an operator with its inputs, outputs and attributes. */
  record Node(
      Op op, String name, List<String> inputs, List<String> outputs, List<Attribute> attributes) {}

  /** An input or output of the graph; dimensions are numbers or names, null if unspecified. */
  record Port(Value value, List<Object> dimensions) {
    TensorSpec spec() {
      return new TensorSpec(
          value.type().dtype(), dimensions.stream().map(String::valueOf).toList());
    }
  }

  /** The first elements of a constant, which are a tensor of a manifest. */
  record Located(String constant, List<Long> shape) {}

  /** A subgraph run by a node; it can use all values made before it. */
  record Body(String name, List<Node> nodes, List<Port> inputs, List<Port> outputs) {}

  /** The end of a stored weight's name, whose float32 value has the name without it. */
  private static final String HALF = ".fp16";

  private final String name;
  private final Numerics numerics;
  private final List<Node> widenings = new ArrayList<>();
  private List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Map<String, Located> located = new LinkedHashMap<>();
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Value> integerLists = new HashMap<>();
  private final Map<Float, Value> scalars = new HashMap<>();
  private final Products products = new Products(this);

  /**
   * An empty graph.
   *
   * @param name the name of the graph
   * @param numerics dtypes and operators of the graph
   */
  public Graph(String name, Numerics numerics) {
    this.name = name;
    this.numerics = numerics;
  }

  String name() {
    return name;
  }

  /** Returns whether wide layers process tall values in blocks, to fit processors' caches. */
  public boolean isInBlocks() {
    return numerics.blocks();
  }

  /** Returns whether a product is computed in int8. */
  public boolean isInt8(String product) {
    return numerics.isInt8(product);
  }

  /**
   * Returns whether every sum of floats must be independent of the width of the processor's
   * vectors: later rounding to integers would turn a difference of a last place into a step.
   */
  public boolean isReproducible() {
    return numerics.isReproducible();
  }

  /** Returns whether all operators are standard ONNX operators. */
  public boolean isPortable() {
    return numerics.portable();
  }

  /** Returns whether products are computed {@linkplain ProductProbe both ways}. */
  public boolean isProbing() {
    return numerics.probing();
  }

  /** The emitter of matrix products in float32 or int8. */
  public Products products() {
    return products;
  }

  /** The size of an element of a product's left operand, in bytes. */
  public int productBytes(String product) {
    return (isInt8(product) ? ElementType.INT8 : ElementType.FLOAT).bytes();
  }

  /** The largest magnitude of an int8 weight. */
  int largestWeight() {
    return numerics.largestWeight();
  }

  List<Node> nodes() {
    return Stream.concat(widenings.stream(), nodes.stream()).toList();
  }

  Iterable<Constant> constants() {
    return constants.values();
  }

  /**
   * The inputs and outputs, for a manifest.
   *
   * @param file name of the graph's file
   */
  public GraphSpec spec(String file) {
    GraphSpec spec = GraphSpec.of(file);
    for (Port input : inputs) {
      spec = spec.withInput(input.value().name(), input.spec());
    }
    for (Port output : outputs) {
      spec = spec.withOutput(output.value().name(), output.spec());
    }
    return spec;
  }

  List<Port> inputs() {
    return inputs;
  }

  List<Port> outputs() {
    return outputs;
  }

  /**
   * Adds an input.
   *
   * @param inputName name of the input
   * @param dimensions numbers, or names of variable sizes
   * @return float32 values of these dimensions
   */
  public Value input(String inputName, Object... dimensions) {
    return input(ElementType.FLOAT, inputName, dimensions);
  }

  /**
   * Adds an input of whole numbers: ids, positions, indices.
   *
   * @param inputName name of the input
   * @param dimensions numbers, or names of variable sizes
   * @return int64 values of these dimensions
   */
  public Value integerInput(String inputName, Object... dimensions) {
    return input(ElementType.INT64, inputName, dimensions);
  }

  Value input(ElementType type, String inputName, Object... dimensions) {
    Value value = new Value(unique(inputName), type);
    inputs.add(new Port(value, List.of(dimensions)));
    return value;
  }

  /**
   * Makes a value an output.
   *
   * @param value output of a node; its name becomes the output's
   * @param dimensions numbers, or names of variable sizes
   */
  public void output(Value value, Object... dimensions) {
    outputs.add(new Port(value, List.of(dimensions)));
  }

  /**
   * Makes a value of whole numbers an output.
   *
   * @param value output of a node that gives int64; its name becomes the output's
   * @param dimensions numbers, or names of variable sizes
   */
  public void integerOutput(Value value, Object... dimensions) {
    output(new Value(value.name(), ElementType.INT64), dimensions);
  }

  /**
   * Adds a weight other than the matrix of a product. It is stored as float16 if the graph's
   * weights are and {@link HalfRounding} finds no harm, else as float32; its value is float32. The
   * conversion to float32 is a node of the outer graph, never of a repeated subgraph: ONNX Runtime
   * folds it once, when it opens the graph.
   *
   * @param weightName unique in the graph
   * @param shape the sizes, empty for a scalar
   * @param source the source of the elements, read each time the graph is written
   * @return float32 values of the shape
   */
  public Value weight(String weightName, List<Long> shape, TensorSource source) {
    if (numerics.weightType() != ElementType.FLOAT16 || !HalfRounding.isHarmless(shape, source)) {
      return exact(weightName, shape, source);
    }
    Value stored = new Value(unique(weightName + HALF), ElementType.FLOAT16);
    constant(Constant.ofFloats(stored, shape, source));
    return widened(weightName, stored);
  }

  /**
   * Adds a table of whole numbers from 0 to 255, stored as a byte each; its value is float32, as
   * that of a {@link #weight}.
   *
   * @param tableName unique in the graph
   * @param shape the sizes
   * @param source the source of the elements, read each time the graph is written
   * @return float32 values of the shape
   */
  public Value smallNumbers(String tableName, List<Long> shape, TensorSource source) {
    return widened(tableName, bytes(ElementType.UINT8, tableName + ".uint8", shape, source));
  }

  private Value widened(String valueName, Value stored) {
    Attribute toFloat = Attribute.of("to", ElementType.FLOAT.onnxId());
    Value widened = new Value(unique(valueName), ElementType.FLOAT);
    widenings.add(
        new Node(Op.CAST, valueName, List.of(stored.name()), List.of(valueName), List.of(toFloat)));
    return widened;
  }

  /**
   * Adds a float32 constant that keeps its precision for any precision of the weights.
   *
   * @param constantName unique in the graph
   * @param shape the sizes, empty for a scalar
   * @param source the source of the elements, read each time the graph is written
   * @return float32 values of the shape
   */
  public Value exact(String constantName, List<Long> shape, TensorSource source) {
    return constant(
        Constant.ofFloats(new Value(unique(constantName), ElementType.FLOAT), shape, source));
  }

  /**
   * Returns a scalar constant, shared by all uses of a number.
   *
   * @param value the number
   * @return float32 scalar
   */
  public Value scalar(float value) {
    return scalars.computeIfAbsent(
        value, key -> exact("number." + value, List.of(), TensorSource.of(new float[] {value})));
  }

  /** Adds a constant of 8-bit integers. */
  Value bytes(ElementType type, String constantName, List<Long> shape, TensorSource source) {
    return constant(Constant.ofFloats(new Value(unique(constantName), type), shape, source));
  }

  /**
   * Returns a constant list of whole numbers, shared by all uses of a list.
   *
   * @param values the numbers
   * @return int64 [values]
   */
  public Value integers(long... values) {
    return integerLists.computeIfAbsent(
        Arrays.toString(values),
        key ->
            constant(
                Constant.ofIntegers(
                    unique(values.length > 8 ? "indices." + integerLists.size() : "ints" + key),
                    List.of((long) values.length),
                    values)));
  }

  /**
   * Adds a node with one output.
   *
   * @param op the operator
   * @param nodeName unique; its output has the same name
   * @param attributes the attributes of the operator
   * @param operands inputs of the node; null for an omitted one
   * @return the output
   */
  public Value emit(Op op, String nodeName, List<Attribute> attributes, Value... operands) {
    return emit(op, List.of(nodeName), attributes, operands).get(0);
  }

  /** Adds a node with one output and without attributes. */
  public Value emit(Op op, String nodeName, Value... operands) {
    return emit(op, nodeName, List.of(), operands);
  }

  /**
   * Adds a node with several outputs.
   *
   * @param op the operator
   * @param outputNames unique names, empty for an omitted output; the first names the node
   * @param attributes the attributes of the operator
   * @param operands inputs of the node; null for an omitted one
   * @return an output for each name
   */
  public List<Value> emit(
      Op op, List<String> outputNames, List<Attribute> attributes, Value... operands) {
    op.requireArity(operands.length, outputNames.size());
    if (isPortable() && !op.domain().equals(Op.Domain.ONNX)) {
      throw new IllegalStateException(
          "node %s of portable graph %s: expected a standard operator, found %s of %s"
              .formatted(outputNames.get(0), name, op.type(), op.domain()));
    }
    attributes.forEach(op::kind);
    List<String> used = new ArrayList<>(operands.length);
    for (Value operand : operands) {
      if (operand != null && !names.contains(operand.name())) {
        throw new IllegalArgumentException(
            "%s of node %s: no such value: %s"
                .formatted(op.type(), outputNames.get(0), operand.name()));
      }
      used.add(operand == null ? "" : operand.name());
    }
    // Only a subgraph's inputs need the type, and sliced values only change their shapes.
    ElementType type = op == Op.RESHAPE ? operands[0].type() : ElementType.FLOAT;
    List<Value> made =
        outputNames.stream()
            .map(output -> new Value(output.isEmpty() ? "" : unique(output), type))
            .toList();
    nodes.add(new Node(op, outputNames.get(0), used, outputNames, List.copyOf(attributes)));
    return made;
  }

  /**
   * Runs a subgraph for the slices of some values in turn, so that intermediate values fit the
   * processor's caches. Constants made in the subgraph belong to the whole graph.
   *
   * @param scanName unique name of the node
   * @param sliced values of the same first dimension, sliced along it
   * @param body makes float32 values from a slice of each value, without the first dimension
   * @return the subgraph's values, each stacked along a new first dimension
   */
  public List<Value> scan(
      String scanName, List<Value> sliced, Function<List<Value>, List<Value>> body) {
    List<Node> outer = nodes;
    nodes = new ArrayList<>();
    products.enterPart();
    List<Port> slices = new ArrayList<>();
    for (Value whole : sliced) {
      String slice = unique("%s.slice.%d".formatted(scanName, slices.size()));
      slices.add(new Port(new Value(slice, whole.type()), null));
    }
    List<Value> made = body.apply(slices.stream().map(Port::value).toList());
    List<Port> results = made.stream().map(value -> new Port(value, null)).toList();
    Body finished = new Body(scanName + ".body", List.copyOf(nodes), slices, results);
    nodes = outer;
    products.leavePart();
    List<String> stacked = made.stream().map(value -> value.name() + ".stacked").toList();
    return emit(
        Op.SCAN,
        stacked,
        List.of(
            new Attribute("body", finished), Attribute.of("num_scan_inputs", (long) sliced.size())),
        sliced.toArray(Value[]::new));
  }

  /**
   * Makes a constant known as a tensor of the bundle, so that its elements are found where the
   * graph is written.
   *
   * @param tensor name in manifests
   * @param constant a constant of this graph; of a weight that is stored as float16, its float32
   *     value
   * @param shape the tensor's sizes: the constant's first elements, in row-major order
   */
  public void locate(String tensor, Value constant, List<Long> shape) {
    String half = constant.name() + HALF;
    String stored = constants.containsKey(half) ? half : constant.name();
    long elements = shape.stream().reduce(1L, Math::multiplyExact);
    if (!constants.containsKey(stored) || constants.get(stored).elements() < elements) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s: expected a constant of as many elements, found %s"
              .formatted(tensor, shape, constant.name()));
    }
    located.put(tensor, new Located(stored, List.copyOf(shape)));
  }

  Map<String, Located> located() {
    return located;
  }

  /** The dtype and shape of a located tensor. */
  TensorSpec spec(Located tensor) {
    return new TensorSpec(
        constants.get(tensor.constant()).value().type().dtype(),
        tensor.shape().stream().map(String::valueOf).toList());
  }

  private Value constant(Constant constant) {
    constants.put(constant.value().name(), constant);
    return constant.value();
  }

  private String unique(String wanted) {
    if (wanted.isEmpty() || !names.add(wanted)) {
      throw new IllegalArgumentException(
          "name in a graph: expected a new one, found \"" + wanted + "\" again");
    }
    return wanted;
  }
}
