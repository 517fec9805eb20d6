package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Operand;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits the cross-attention of a layer of the tagging head, from tags to image embeddings, with its
 * output projection.
 *
 * <p>Tags are the rows of every product and number thousands; image embeddings number 145. So the
 * products are associated the other way round: the image's keys are multiplied by the query
 * projection, and its values by the output projection, before either is multiplied by the tags. For
 * a head,
 *
 * <pre>
 *   (x·Wq + bq)·Kᵀ = x·(Wq·Kᵀ) + bq·Kᵀ        (softmax(S)·V)·Wo = softmax(S)·(V·Wo)
 * </pre>
 *
 * which is equal but for rounding. All heads are side by side in one product of [tags, hidden] and
 * [hidden, heads · rows], and one of [tags, heads · rows] and [heads · rows, hidden].
 */
final class CrossAttention {
  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final Architecture sizes;
  private final String prefix;
  private final Value memory;
  private final int headWidth;
  private final int memoryRows;

  private Value keys;
  private Operand keysOfQuery;
  private Value offsets;
  private Operand values;

  /**
   * Creates the attention of one layer.
   *
   * @param prefix the prefix of its weights' names
   * @param memory [batch · image rows, memory width]
   */
  CrossAttention(
      Graph graph,
      Weights weights,
      Layers layers,
      Architecture sizes,
      String prefix,
      Value memory) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.sizes = sizes;
    this.prefix = prefix;
    this.memory = memory;
    this.headWidth = sizes.hidden() / sizes.headHeads();
    this.memoryRows = sizes.memoryRows();
  }

  /**
   * Emits the part that depends on the image alone.
   *
   * @param constantQueries true if the queries are constant, projected and scaled
   */
  void meetImage(boolean constantQueries) {
    keys = perHead(prefix + "self.key", 0L, 2L, 3L, 1L);
    if (!constantQueries) {
      meetQueryProjection();
    }
    values = graph.products().operand(prefix + "attended", values());
  }

  /**
   * Emits the attention of a block of tags.
   *
   * @param rows [batch, tags, hidden]; ignored for constant queries
   * @param queries constant [heads, tags, width], or null
   * @return [batch, tags, hidden], without the output projection's bias
   */
  Value attend(Value rows, Value queries, HeadAxes axes) {
    Value scores = queries == null ? scores(rows, axes) : constant(queries);
    Value shares = new Softmax(graph).emit(prefix + "softmax", scores);
    Value flat =
        layers.reshape(
            prefix + "shares",
            shares,
            axes.batch(),
            axes.tags(),
            (long) sizes.headHeads() * memoryRows);
    return graph.products().of(prefix + "attended", flat, values);
  }

  /**
   * Emits the scores of rows that depend on the image: x·(Wq·Kᵀ) + bq·Kᵀ, [batch, tags, heads,
   * rows].
   */
  private Value scores(Value rows, HeadAxes axes) {
    String query = prefix + "self.query.";
    Value scored = graph.products().of(query + "scores", rows, keysOfQuery);
    Value shifted = graph.emit(Op.ADD, query + "scores.shifted", scored, offsets);
    return layers.reshape(
        prefix + "scores", shifted, axes.batch(), axes.tags(), sizes.headHeads(), memoryRows);
  }

  /** Emits the scores of constant queries, [batch, tags, heads, rows]. */
  private Value constant(Value queries) {
    Value scored = graph.emit(Op.MATMUL, prefix + "scores.heads", queries, keys);
    return layers.transpose(prefix + "scores", scored, 0L, 2L, 1L, 3L);
  }

  /** Emits a projection of the image embeddings, split into heads, with reordered axes. */
  private Value perHead(String linear, Long... order) {
    Value projected = layers.linear(linear, memory, sizes.hidden(), sizes.memoryWidth());
    Value split =
        layers.reshape(linear + ".split", projected, -1, memoryRows, sizes.headHeads(), headWidth);
    return layers.transpose(linear + ".heads", split, order);
  }

  /**
   * Emits the product of the query projection and the image's keys, [batch, hidden, heads · rows],
   * and that of its bias.
   */
  private void meetQueryProjection() {
    int hidden = sizes.hidden();
    String query = prefix + "self.query.";
    float[] matrix = weights.floats(query + "weight", hidden, hidden);
    long heads = sizes.headHeads();
    // Rows of a Linear layer's weight are outputs, so a head's rows are its projection, transposed.
    Value projection =
        graph.weight(
            query + "weight",
            List.of(heads, (long) hidden, (long) headWidth),
            out -> {
              for (int head = 0; head < heads; head++) {
                float[] ofHead = new float[headWidth * hidden];
                for (int i = 0; i < ofHead.length; i++) {
                  ofHead[i] = matrix[head * ofHead.length + i] * scale();
                }
                out.accept(Matrices.transpose(ofHead, headWidth, hidden), 0, ofHead.length);
              }
            });
    float[] biases = weights.floats(query + "bias", hidden);
    for (int i = 0; i < biases.length; i++) {
      biases[i] *= scale();
    }
    Value bias =
        graph.exact(query + "bias", List.of(heads, 1L, (long) headWidth), TensorSource.of(biases));
    Value meeting = graph.emit(Op.MATMUL, query + "keys", projection, keys);
    Value ordered = layers.transpose(query + "keys.rows", meeting, 0L, 2L, 1L, 3L);
    keysOfQuery =
        graph
            .products()
            .operand(
                query + "scores",
                layers.reshape(query + "keys.wide", ordered, -1, hidden, heads * memoryRows));
    Value biasMeeting = graph.emit(Op.MATMUL, query + "bias.keys", bias, keys);
    offsets = layers.reshape(query + "offset", biasMeeting, -1, 1, heads * memoryRows);
  }

  private float scale() {
    return (float) (1 / Math.sqrt(headWidth));
  }

  /**
   * Emits the product of the image's values and the output projection, [batch, heads · rows,
   * hidden].
   */
  private Value values() {
    int hidden = sizes.hidden();
    long heads = sizes.headHeads();
    Value ofHeads = perHead(prefix + "self.value", 0L, 2L, 1L, 3L);
    String dense = prefix + "output.dense.";
    Value output =
        graph.weight(
            dense + "weight",
            List.of(heads, (long) headWidth, (long) hidden),
            weights.transposed(dense + "weight", 0, hidden, hidden, hidden));
    Value meeting = graph.emit(Op.MATMUL, dense + "values", ofHeads, output);
    return layers.reshape(dense + "values.wide", meeting, -1, heads * memoryRows, hidden);
  }
}
