package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.TensorSource;
import io.github.ram4j.convert.graph.Value;
import java.io.IOException;
import java.util.List;

/**
 * Emits the tagging head: BERT layers without self-attention, from tags to image rows.
 *
 * <p>The tags, thousands of them, are the rows of every product; the image rows, 145 of them, are
 * few. So the products are associated the other way round than they are written: the image's keys
 * meet the query projection, and its values the output projection, before the tags meet either. For
 * a head h, with image rows I,
 *
 * <pre>
 *   (x·Wq + bq)·Kᵀ = x·(Wq·Kᵀ) + bq·Kᵀ        (softmax(S)·V)·Wo = softmax(S)·(V·Wo)
 * </pre>
 *
 * which is the same but for rounding. All heads stand side by side in one product of [tags, hidden]
 * and [hidden, heads · rows], and one of [tags, heads · rows] and [heads · rows, hidden]. Where the
 * start rows are constants (RAM, Tag2Text), so are the first layer's queries.
 *
 * @see "bert.py, mode tagging (recognize-anything, 7cb804a)"
 */
final class TaggingGraph {
  private static final String HEAD = "tagging_head.encoder.layer.";
  private static final float EPSILON = 1e-12f;

  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final int[] chosen;
  private final Layers layers;
  private final int tags;
  private final int headWidth;
  private final int memoryRows;

  /**
   * The head of some tags.
   *
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   */
  TaggingGraph(Graph graph, Weights weights, Architecture sizes, int[] chosen) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.chosen = chosen;
    this.layers = new Layers(graph, weights, EPSILON);
    this.tags = chosen.length;
    this.headWidth = sizes.hidden() / sizes.headHeads();
    this.memoryRows = sizes.memoryRows();
  }

  /**
   * What stands for the tags when the head starts, and the first layer's queries where constant.
   */
  private record Start(Value rows, Value queries) {}

  /**
   * Emits it.
   *
   * @param encoded [batch, image rows, vision width]
   * @return [batch, tags], named {@code logits}
   */
  Value emit(Value encoded) {
    Value memory = layers.reshape("memory.encoded", encoded, -1, sizes.visionWidth());
    if (sizes.family() != ModelFamily.TAG2TEXT) {
      memory = layers.linear("image_proj", memory, sizes.memoryWidth(), sizes.visionWidth());
    }
    Start start =
        sizes.family() == ModelFamily.RAM_PLUS
            ? new Start(reweighted(memory), null)
            : constantStart();
    Value rows = start.rows();
    for (int layer = 0; layer < sizes.headLayers(); layer++) {
      rows = layer(HEAD + layer + ".", rows, layer == 0 ? start.queries() : null, memory);
    }
    return classify(rows);
  }

  /** RAM: relu(wordvec_proj(label_embed)); Tag2Text: the learned rows. Both are known by now. */
  private Start constantStart() {
    int hidden = sizes.hidden();
    float[] rows;
    if (sizes.family() == ModelFamily.TAG2TEXT) {
      rows = labels("label_embed.weight");
    } else {
      rows =
          Matrices.linear(
              labels("label_embed"),
              tags,
              sizes.tagWidth(),
              weights.floats("wordvec_proj.weight", hidden, sizes.tagWidth()),
              weights.floats("wordvec_proj.bias", hidden));
      Matrices.reluInPlace(rows);
    }
    String query = HEAD + "0.crossattention.self.query.";
    float[] queries =
        Matrices.linear(
            rows,
            tags,
            hidden,
            weights.floats(query + "weight", hidden, hidden),
            weights.floats(query + "bias", hidden));
    Value start =
        graph.weight("tags.start", List.of((long) tags, (long) hidden), TensorSource.of(rows));
    Value scaled =
        graph.weight(
            "tags.queries",
            List.of((long) sizes.headHeads(), (long) tags, (long) headWidth),
            TensorSource.of(perHead(queries)));
    return new Start(start, scaled);
  }

  private float[] labels(String name) {
    float[] all = new float[Math.multiplyExact(tags, sizes.tagWidth())];
    int[] filled = {0};
    TensorSource source =
        weights.rows(name, chosen, sizes.tagWidth(), sizes.tags(), sizes.tagWidth());
    try {
      source.writeTo(
          (values, offset, count) -> {
            System.arraycopy(values, offset, all, filled[0], count);
            filled[0] += count;
          });
    } catch (IOException e) {
      throw new IllegalStateException("copying in memory cannot fail", e);
    }
    return all;
  }

  /** [tags, hidden] to [heads, tags, width], times 1/√width. */
  private float[] perHead(float[] rows) {
    float[] result = new float[rows.length];
    int to = 0;
    for (int head = 0; head < sizes.headHeads(); head++) {
      for (int tag = 0; tag < tags; tag++) {
        for (int k = 0; k < headWidth; k++) {
          result[to++] = rows[tag * sizes.hidden() + head * headWidth + k] * scale();
        }
      }
    }
    return result;
  }

  private float scale() {
    return (float) (1 / Math.sqrt(headWidth));
  }

  /**
   * RAM++: each tag's 51 text embeddings, mixed by how near each is to the picture.
   *
   * @param memory [batch · image rows, memory width]
   * @return [batch, tags, hidden]
   */
  private Value reweighted(Value memory) {
    long texts = Architecture.DESCRIPTIONS_PER_TAG;
    long width = sizes.tagWidth();
    Value table =
        graph.weight(
            "label_embed",
            List.of((long) tags, texts, width),
            weights.rows("label_embed", chosen, texts * width, sizes.tags() * texts, width));
    Value images = layers.reshape("reweight.images", memory, -1, memoryRows, width);
    Value mean =
        graph.emit(
            Op.GATHER,
            "reweight.mean",
            List.of(Attribute.of("axis", 1L)),
            images,
            graph.integers(0));
    Value flat = layers.reshape("reweight.flat", mean, -1, width);
    Value unit =
        graph.emit(
            Op.LP_NORMALIZATION,
            "reweight.unit",
            List.of(Attribute.of("axis", -1L), Attribute.of("p", 2L)),
            flat);
    float factor = (float) Math.exp(weights.floats("reweight_scale")[0]);
    Value scaled =
        graph.emit(
            Op.MUL,
            "reweight.scaled",
            unit,
            graph.exact("reweight_scale.exp", List.of(), TensorSource.of(new float[] {factor})));
    Value columns = layers.transpose("reweight.columns", scaled, 1L, 0L);
    Value nearness = graph.emit(Op.MATMUL, "reweight.nearness", table, columns);
    Value ofBatch = layers.transpose("reweight.of_batch", nearness, 2L, 0L, 1L);
    Value shares =
        graph.emit(Op.SOFTMAX, "reweight.shares", List.of(Attribute.of("axis", -1L)), ofBatch);
    Value row = layers.reshape("reweight.row", shares, -1, tags, 1, texts);
    Value mixed = graph.emit(Op.MATMUL, "reweight.mixed", row, table);
    Value rows = layers.reshape("reweight.rows", mixed, -1, width);
    Value projected = layers.linear("wordvec_proj", rows, sizes.hidden(), sizes.tagWidth());
    Value active = graph.emit(Op.RELU, "tags.active", projected);
    return layers.reshape("tags.start", active, -1, tags, sizes.hidden());
  }

  /**
   * One layer.
   *
   * @param rows [batch, tags, hidden], or [tags, hidden] where they are constant
   * @param queries constant [heads, tags, width], or null
   * @return [batch, tags, hidden]
   */
  private Value layer(String prefix, Value rows, Value queries, Value memory) {
    int hidden = sizes.hidden();
    String cross = prefix + "crossattention.";
    Value keys = perHead(cross + "self.key", memory, 0L, 2L, 3L, 1L);
    Value scores = queries == null ? scores(cross, rows, keys) : constant(cross, queries, keys);
    Value shares =
        graph.emit(Op.SOFTMAX, cross + "softmax", List.of(Attribute.of("axis", -1L)), scores);
    Value flat =
        layers.reshape(cross + "shares", shares, -1, tags, (long) sizes.headHeads() * memoryRows);
    Value attended = graph.emit(Op.MATMUL, cross + "attended", flat, values(cross, memory));
    Value middle =
        layers.normalizeSum(
            cross + "output.LayerNorm", attended, cross + "output.dense.bias", rows, hidden);
    Value update =
        layers.feedForward(
            prefix + "intermediate.dense",
            prefix + "output.dense",
            middle,
            hidden,
            sizes.intermediate());
    return layers.normalizeSum(
        prefix + "output.LayerNorm", update, prefix + "output.dense.bias", middle, hidden);
  }

  /** A projection of the image rows, split into heads and its axes ordered. */
  private Value perHead(String prefix, Value memory, Long... order) {
    Value projected = layers.linear(prefix, memory, sizes.hidden(), sizes.memoryWidth());
    Value split =
        layers.reshape(prefix + ".split", projected, -1, memoryRows, sizes.headHeads(), headWidth);
    return layers.transpose(prefix + ".heads", split, order);
  }

  /** Scores of rows that depend on the picture: x·(Wq·Kᵀ) + bq·Kᵀ, [batch, tags, heads, rows]. */
  private Value scores(String cross, Value rows, Value keys) {
    int hidden = sizes.hidden();
    String query = cross + "self.query.";
    float[] matrix = weights.floats(query + "weight", hidden, hidden);
    long heads = sizes.headHeads();
    // Rows of the Linear's weight are outputs, so a head's rows are its projection, transposed.
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
    float[] offsets = weights.floats(query + "bias", hidden);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] *= scale();
    }
    Value offset =
        graph.exact(query + "bias", List.of(heads, 1L, (long) headWidth), TensorSource.of(offsets));
    Value meeting = graph.emit(Op.MATMUL, query + "keys", projection, keys);
    Value matrixRows = layers.transpose(query + "keys.rows", meeting, 0L, 2L, 1L, 3L);
    Value wide = layers.reshape(query + "keys.wide", matrixRows, -1, hidden, heads * memoryRows);
    Value offsetRow =
        layers.reshape(
            query + "offset",
            graph.emit(Op.MATMUL, query + "bias.keys", offset, keys),
            -1,
            1,
            heads * memoryRows);
    Value scored = graph.emit(Op.MATMUL, query + "scores", rows, wide);
    Value shifted = graph.emit(Op.ADD, query + "scores.shifted", scored, offsetRow);
    return layers.reshape(cross + "scores", shifted, -1, tags, heads, memoryRows);
  }

  /** Scores of constant queries, [batch, tags, heads, rows]. */
  private Value constant(String cross, Value queries, Value keys) {
    Value scored = graph.emit(Op.MATMUL, cross + "scores.heads", queries, keys);
    return layers.transpose(cross + "scores", scored, 0L, 2L, 1L, 3L);
  }

  /** The image's values met by the output projection, [batch, heads · rows, hidden]. */
  private Value values(String cross, Value memory) {
    int hidden = sizes.hidden();
    long heads = sizes.headHeads();
    Value ofHeads = perHead(cross + "self.value", memory, 0L, 2L, 1L, 3L);
    String dense = cross + "output.dense.";
    Value output =
        graph.weight(
            dense + "weight",
            List.of(heads, (long) headWidth, (long) hidden),
            weights.transposed(dense + "weight", 0, hidden, hidden, hidden));
    Value meeting = graph.emit(Op.MATMUL, dense + "values", ofHeads, output);
    return layers.reshape(dense + "values.wide", meeting, -1, heads * memoryRows, hidden);
  }

  private Value classify(Value rows) {
    int hidden = sizes.hidden();
    if (sizes.family() == ModelFamily.TAG2TEXT) {
      Value matrix =
          graph.weight(
              "fc.W",
              List.of((long) tags, (long) hidden),
              weights.rows("fc.W", chosen, hidden, 1, sizes.tags(), hidden));
      Value bias =
          graph.exact(
              "fc.b", List.of((long) tags), weights.rows("fc.b", chosen, 1, 1, sizes.tags()));
      Value products = graph.emit(Op.MUL, "fc.products", rows, matrix);
      Value sums =
          graph.emit(
              Op.REDUCE_SUM,
              "fc.sums",
              List.of(Attribute.of("keepdims", 0L)),
              products,
              graph.integers(-1));
      return graph.emit(Op.ADD, "logits", sums, bias);
    }
    Value product = graph.emit(Op.MATMUL, "fc", rows, layers.matrix("fc.weight", 1, hidden));
    Value flat = layers.reshape("fc.flat", product, -1, tags);
    return graph.emit(Op.ADD, "logits", flat, layers.vector("fc.bias", 1));
  }
}
