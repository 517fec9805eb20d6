package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;

/**
 * Emits the layers of both halves of a model, with weights by their published names.
 *
 * <p>Rows are kept as matrices, [rows, width], if the operators allow it: the batch is part of the
 * rows then, and every product is one tall matrix product.
 */
public final class Layers {

  /** The two outputs of a residual connection. */
  public record Residual(Value normalized, Value sum) {}

  /** The distance of addresses that compete for the same set of an L1 cache, in bytes. */
  private static final int CACHE_PERIOD_BYTES = 4096;

  private static final int PADDING_COLUMNS = 16;

  private final Graph graph;
  private final Weights weights;
  private final float epsilon;
  private final Shapes shapes;
  private final StandardOps standard;

  /**
   * Creates the layers of one half.
   *
   * @param epsilon the epsilon of its LayerNorms
   */
  public Layers(Graph graph, Weights weights, float epsilon) {
    this.graph = graph;
    this.weights = weights;
    this.epsilon = epsilon;
    this.shapes = new Shapes(graph);
    this.standard = new StandardOps(graph, shapes);
  }

  /** Adds a vector at full precision: a bias, or the gain of a LayerNorm. */
  public Value vector(String name, int length) {
    return graph.exact(name, List.of((long) length), weights.direct(name, length));
  }

  /** Adds the weight of a Linear layer as the right operand [in, out]. */
  Value matrix(String name, int out, int in) {
    return graph.weight(
        name, List.of((long) in, (long) out), weights.transposed(name, 0, out, out, in));
  }

  /** Emits rows times a Linear layer's weight, without its bias. */
  public Value product(String prefix, Value rows, int out, int in) {
    return graph.products().of(prefix, rows, in, out, transposed(prefix, out, in), null);
  }

  /** Emits a Linear layer with its bias. */
  public Value linear(String prefix, Value rows, int out, int in) {
    TensorSource bias = weights.direct(prefix + ".bias", out);
    return graph.products().of(prefix, rows, in, out, transposed(prefix, out, in), bias);
  }

  private TensorSource transposed(String linear, int out, int in) {
    return weights.transposed(linear + ".weight", 0, out, out, in);
  }

  /**
   * Emits LayerNorm of rows as SkipLayerNormalization of rows + rows with four times the epsilon,
   * which is equal to the bit and faster in ONNX Runtime's CPU kernels; see docs/lab-notes.md.
   */
  public Value normalize(String prefix, Value rows, int width) {
    return normalizeDouble(prefix, rows, null, width);
  }

  /** Emits LayerNorm of rows without their bias, as {@link #normalize}. */
  public Value normalizeBiased(String prefix, Value rows, String biasName, int width) {
    if (graph.isPortable()) {
      Value sum = graph.emit(Op.ADD, prefix + ".biased", rows, vector(biasName, width));
      return layerNorm(prefix, sum, width);
    }
    float[] bias = weights.floats(biasName, width);
    for (int i = 0; i < width; i++) {
      bias[i] *= 2;
    }
    Value twice = graph.exact(biasName + ".twice", List.of((long) width), TensorSource.of(bias));
    return normalizeDouble(prefix, rows, twice, width);
  }

  private Value normalizeDouble(String prefix, Value rows, Value twiceBias, int width) {
    if (graph.isPortable()) {
      return layerNorm(prefix, rows, width);
    }
    return graph.emit(
        Op.SKIP_LAYER_NORMALIZATION,
        prefix,
        List.of(Attribute.of("epsilon", 4 * epsilon)),
        rows,
        rows,
        vector(prefix + ".weight", width),
        vector(prefix + ".bias", width),
        twiceBias);
  }

  /**
   * Emits a residual connection, a product plus its bias plus the skip, and its LayerNorm.
   *
   * @param norm prefix of the LayerNorm
   * @param update the product without its bias
   * @param bias its bias
   * @param skip the skip connection
   */
  public Residual addAndNormalize(String norm, Value update, Value bias, Value skip, int width) {
    List<String> outputs = List.of(norm, "", "", norm + ".sum");
    List<Value> made = skipNormalization(outputs, norm, update, bias, skip, width);
    return new Residual(made.get(0), made.get(3));
  }

  /** Emits the LayerNorm of {@link #addAndNormalize} only, without the sum. */
  public Value normalizeSum(String norm, Value update, Value bias, Value skip, int width) {
    return skipNormalization(List.of(norm), norm, update, bias, skip, width).get(0);
  }

  private List<Value> skipNormalization(
      List<String> outputs, String norm, Value update, Value bias, Value skip, int width) {
    if (graph.isPortable()) {
      Value unbiased = graph.emit(Op.ADD, norm + ".unbiased", update, skip);
      Value sum = graph.emit(Op.ADD, norm + ".sum", unbiased, bias);
      return Arrays.asList(layerNorm(norm, sum, width), null, null, sum);
    }
    return graph.emit(
        Op.SKIP_LAYER_NORMALIZATION,
        outputs,
        List.of(Attribute.of("epsilon", epsilon)),
        update,
        skip,
        vector(norm + ".weight", width),
        vector(norm + ".bias", width),
        bias);
  }

  /** A function of each element, emitted under a name. */
  @FunctionalInterface
  public interface Activation {
    Value emit(String name, Value rows);
  }

  /** Emits a {@linkplain #feedForward feed-forward layer} with erf GELU; rows must be a matrix. */
  public Value feedForward(String first, String second, Value rows, int width, int inner) {
    return feedForward(first, second, rows, width, inner, this::gelu);
  }

  /**
   * Emits a feed-forward layer: width → inner with an activation, which keeps 0 → width, without
   * the last bias.
   *
   * <p>If inner rows would begin a multiple of {@value #CACHE_PERIOD_BYTES} bytes apart, they get a
   * few columns of zeros. Otherwise the rows of one step of a product would compete for the same
   * sets of the processor's L1 cache.
   */
  public Value feedForward(
      String first, String second, Value rows, int width, int inner, Activation activation) {
    int zeros = inner * graph.productBytes(second) % CACHE_PERIOD_BYTES == 0 ? PADDING_COLUMNS : 0;
    long padded = (long) inner + zeros;
    TensorSource bias = Padding.end(weights.direct(first + ".bias", inner), zeros);
    TensorSource wider = Padding.columns(transposed(first, inner, width), inner, zeros);
    TensorSource longer = Padding.end(transposed(second, width, inner), (long) zeros * width);
    Value wide = graph.products().of(first, rows, width, padded, wider, bias);
    Value active = activation.emit(first + ".gelu", wide);
    return graph.products().of(second, active, padded, width, longer, null);
  }

  private Value layerNorm(String prefix, Value rows, int width) {
    Value gain = vector(prefix + ".weight", width);
    return standard.layerNorm(prefix, rows, gain, vector(prefix + ".bias", width), epsilon);
  }

  /** Emits erf GELU. */
  Value gelu(String name, Value rows) {
    return graph.isPortable() ? standard.gelu(name, rows) : graph.emit(Op.GELU, name, rows);
  }

  /** Emits erf GELU of rows without their bias. */
  Value geluOfBiased(String name, Value rows, Value bias) {
    return graph.isPortable()
        ? standard.gelu(name, graph.emit(Op.ADD, name + ".biased", rows, bias))
        : graph.emit(Op.BIAS_GELU, name, rows, bias);
  }

  /** The layers composed of standard operators. */
  StandardOps standard() {
    return standard;
  }

  /** Emits a reshape; −1 stands for one inferred size, often the batch. */
  public Value reshape(String name, Value value, long... shape) {
    return shapes.reshape(name, value, shape);
  }

  /** Emits a transposition. */
  public Value transpose(String name, Value value, Long... order) {
    return shapes.transpose(name, value, order);
  }
}
