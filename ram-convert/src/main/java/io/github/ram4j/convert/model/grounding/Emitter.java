package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingLayout;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.Layers;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/** What the emitters of one graph share: the graph, the tensors, and short forms of operators. */
final class Emitter {
  private static final float EPSILON = 1e-5f;

  /** What follows an attention's name in those of its joined tensors. */
  private static final String JOINED = ".in_proj_";

  private final Graph graph;
  private final GroundingLayout layout;
  private final Layers layers;

  Emitter(Graph graph, GroundingLayout layout) {
    this.graph = graph;
    this.layout = layout;
    this.layers = new Layers(graph, layout.weights(), EPSILON);
  }

  Graph graph() {
    return graph;
  }

  GroundingLayout layout() {
    return layout;
  }

  GroundingSizes sizes() {
    return layout.sizes();
  }

  Weights weights() {
    return layout.weights();
  }

  Layers layers() {
    return layers;
  }

  Value gather(String name, Value rows, long axis, Value indices) {
    return graph.emit(Op.GATHER, name, List.of(Attribute.of("axis", axis)), rows, indices);
  }

  Value concat(String name, long axis, List<Value> parts) {
    return graph.emit(
        Op.CONCAT, name, List.of(Attribute.of("axis", axis)), parts.toArray(Value[]::new));
  }

  Value add(String name, Value a, Value b) {
    return graph.emit(Op.ADD, name, a, b);
  }

  Value multiply(String name, Value a, Value b) {
    return graph.emit(Op.MUL, name, a, b);
  }

  Value softmax(String name, Value scores) {
    return graph.emit(Op.SOFTMAX, name, List.of(Attribute.of("axis", -1L)), scores);
  }

  Value relu(String name, Value rows) {
    return graph.emit(Op.RELU, name, rows);
  }

  /** Adds a float32 constant. */
  Value constant(String name, List<Long> shape, float... values) {
    return graph.exact(name, shape, TensorSource.of(values));
  }

  /** A · Bᵀ over the last two axes. */
  Value timesTransposed(String name, Value a, Value b) {
    return graph.emit(Op.FUSED_MATMUL, name, List.of(Attribute.of("transB", 1L)), a, b);
  }

  /**
   * Emits a part of an attention, rows · matrix + bias.
   *
   * @param attention prefix of the attention, with its dot
   */
  Value part(String attention, int part, Value rows) {
    int width = sizes().width();
    String prefix = attention.substring(0, attention.length() - 1);
    return graph
        .products()
        .of(
            attention + GroundingLayout.PARTS.get(part),
            rows,
            width,
            width,
            layout.part(prefix, JOINED, part, width),
            TensorSource.of(layout.partBias(prefix, JOINED, part, width)));
  }

  /**
   * Emits attention of some rows to others up to the output projection without its bias.
   *
   * @param attention prefix of the attention, with its dot
   * @param operands queries, keys and values before their projections, [rows, width] each
   * @param bias added to the scores, or null
   */
  Value attention(String attention, List<Value> operands, Value bias, int heads) {
    int width = sizes().width();
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Value projected = part(attention, i, operands.get(i));
      inputs.add(layers.reshape(projected.name() + ".batch", projected, 1, -1, width));
    }
    if (bias != null) {
      inputs.add(null); // no bias of projections
      inputs.add(null); // no mask
      inputs.add(bias);
    }
    Value attended =
        graph.emit(
            Op.MULTI_HEAD_ATTENTION,
            attention + "attended",
            List.of(Attribute.of("num_heads", (long) heads)),
            inputs.toArray(Value[]::new));
    Value rows = layers.reshape(attention + "rows", attended, -1, width);
    return layers.product(attention + "out_proj", rows, width, width);
  }

  /** Emits LayerNorm of a product plus its bias plus the rows before. */
  Value normalizeSum(String norm, Value update, String linear, Value before) {
    int width = sizes().width();
    return layers.normalizeSum(norm, update, layers.vector(linear + ".bias", width), before, width);
  }

  /** Emits a feed-forward layer with ReLU, its sum with the rows, and the LayerNorm. */
  Value feedForward(String layer, String norm, Value rows, int inner) {
    return normalizeSum(layer + norm, inner(layer, rows, inner), layer + "linear2", rows);
  }

  /**
   * As {@link #feedForward}, some rows at a time, so that wide values stay in the caches.
   *
   * @param block number of rows at a time, which divides their number
   */
  Value feedForwardInBlocks(String layer, String norm, Value rows, int inner, int block) {
    if (!graph.isInBlocks()) {
      return feedForward(layer, norm, rows, inner);
    }
    int width = sizes().width();
    Value cut = layers.reshape(layer + "rows.blocks", rows, -1, block, width);
    Value stacked =
        graph
            .scan(
                layer + "rows.block",
                List.of(cut),
                slice -> List.of(inner(layer, slice.get(0), inner)))
            .get(0);
    Value update = layers.reshape(layer + "rows.update", stacked, -1, width);
    return normalizeSum(layer + norm, update, layer + "linear2", rows);
  }

  private Value inner(String layer, Value rows, int inner) {
    return layers.feedForward(
        layer + "linear1", layer + "linear2", rows, sizes().width(), inner, this::relu);
  }
}
