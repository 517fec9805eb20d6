package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the layers of a tagging head: BERT layers without self-attention, with cross-attention from
 * tags to image embeddings. Tags are independent of each other.
 *
 * @see "bert.py, mode tagging (recognize-anything, 7cb804a)"
 */
final class HeadLayers {
  /** The epsilon of the layers' LayerNorms. */
  static final float EPSILON = 1e-12f;

  /** The prefix of the first layer's query projection. */
  static final String FIRST_QUERY = TensorNames.HEAD_LAYER + "0.crossattention.self.query.";

  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final Layers layers;
  private final HeadAxes axes;
  private final List<CrossAttention> attentions = new ArrayList<>();

  /**
   * Creates the layers.
   *
   * @param layers layers with {@link #EPSILON}
   */
  HeadLayers(Graph graph, Weights weights, Architecture sizes, Layers layers, HeadAxes axes) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = layers;
    this.axes = axes;
  }

  /**
   * Emits the part that depends on the image alone.
   *
   * @param memory [batch · image rows, memory width]
   * @param constantQueries true if the first layer's queries are constant, projected and scaled
   */
  void meetImage(Value memory, boolean constantQueries) {
    for (int layer = 0; layer < sizes.headLayers(); layer++) {
      String prefix = TensorNames.HEAD_LAYER + layer + ".crossattention.";
      CrossAttention attention = new CrossAttention(graph, weights, layers, sizes, prefix, memory);
      attention.meetImage(layer == 0 && constantQueries);
      attentions.add(attention);
    }
  }

  /**
   * Emits the layers, after {@link #meetImage}.
   *
   * @return [batch, tags, hidden]
   */
  Value emit(TagRows.Start start) {
    Value rows = start.rows();
    for (int layer = 0; layer < sizes.headLayers(); layer++) {
      Value queries = layer == 0 ? start.queries() : null;
      rows = layer(TensorNames.HEAD_LAYER + layer + ".", rows, queries, attentions.get(layer));
    }
    return rows;
  }

  /**
   * Emits one layer.
   *
   * @param rows [batch, tags, hidden], or [tags, hidden] if constant
   * @param queries constant [heads, tags, width], or null
   * @return [batch, tags, hidden]
   */
  private Value layer(String prefix, Value rows, Value queries, CrossAttention attention) {
    int hidden = sizes.hidden();
    String cross = prefix + "crossattention.";
    Value attended = attention.attend(rows, queries, axes);
    Value attendedBias = layers.vector(cross + "output.dense.bias", hidden);
    Value middle =
        layers.normalizeSum(cross + "output.LayerNorm", attended, attendedBias, rows, hidden);
    Value flat = layers.reshape(prefix + "rows", middle, -1, hidden);
    Value update =
        layers.feedForward(
            prefix + "intermediate.dense",
            prefix + "output.dense",
            flat,
            hidden,
            sizes.intermediate());
    Value updateBias = layers.vector(prefix + "output.dense.bias", hidden);
    Value end = layers.normalizeSum(prefix + "output.LayerNorm", update, updateBias, flat, hidden);
    return layers.reshape(prefix + "end", end, axes.batch(), axes.tags(), hidden);
  }

  /**
   * Emits the classifier of RAM and RAM++, one row for all tags.
   *
   * @param name the name of the result
   * @param rows [batch, tags, hidden]
   * @return logits, [batch, tags]
   */
  Value classify(String name, Value rows) {
    Value row = layers.matrix("fc.weight", 1, sizes.hidden());
    Value product = graph.emit(Op.MATMUL, "fc", rows, row);
    Value flat = layers.reshape("fc.flat", product, axes.batch(), axes.tags());
    return graph.emit(Op.ADD, name, flat, layers.vector("fc.bias", 1));
  }
}
