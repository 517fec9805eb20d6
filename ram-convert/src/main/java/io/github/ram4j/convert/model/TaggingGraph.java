package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the tagging head: BERT layers without self-attention, with cross-attention from tags to
 * image embeddings.
 *
 * <p>Tags are independent of each other. So the layers process them block by block ({@link
 * TagBlocks}), and a block's intermediate values stay in the processor's caches.
 *
 * @see "bert.py, mode tagging (recognize-anything, 7cb804a)"
 */
final class TaggingGraph {
  private static final float EPSILON = 1e-12f;

  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final Layers layers;
  private final TagBlocks blocks;

  /**
   * Creates the head of chosen tags.
   *
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   */
  TaggingGraph(Graph graph, Weights weights, Architecture sizes, int[] chosen) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    int mostOfPiece =
        sizes.family().equals(ModelFamily.RAM_PLUS) ? ReweightedTagRows.MOST_TAGS : chosen.length;
    this.blocks = new TagBlocks(graph, weights, layers, chosen, mostOfPiece);
  }

  /**
   * Emits the head.
   *
   * @param encoded [batch, image rows, vision width]
   * @return [batch, tags], named {@code logits}
   */
  Value emit(Value encoded) {
    Value memory = layers.reshape("memory.encoded", encoded, -1, sizes.visionWidth());
    if (!sizes.family().equals(ModelFamily.TAG2TEXT)) {
      memory = layers.linear("image_proj", memory, sizes.memoryWidth(), sizes.visionWidth());
    }
    TagRows start =
        sizes.family().equals(ModelFamily.RAM_PLUS)
            ? new ReweightedTagRows(graph, weights, layers, sizes, blocks, memory)
            : new ConstantTagRows(
                weights, sizes, blocks, TensorNames.HEAD_LAYER + "0.crossattention.self.query.");
    List<CrossAttention> attentions = new ArrayList<>();
    for (int layer = 0; layer < sizes.headLayers(); layer++) {
      CrossAttention attention =
          new CrossAttention(
              graph,
              weights,
              layers,
              sizes,
              TensorNames.HEAD_LAYER + layer + ".crossattention.",
              memory);
      attention.meetImage(layer == 0 && start.hasQueries());
      attentions.add(attention);
    }
    List<Value> perTag = new ArrayList<>(start.constants());
    int ofStart = perTag.size();
    perTag.addAll(classifierRows());
    return blocks.emit(
        perTag,
        block ->
            logits(
                start.of(block.subList(0, ofStart)),
                attentions,
                block.subList(ofStart, block.size())));
  }

  private Value logits(
      TagRows.Start start, List<CrossAttention> attentions, List<Value> classifier) {
    Value rows = start.rows();
    for (int layer = 0; layer < sizes.headLayers(); layer++) {
      Value queries = layer == 0 ? start.queries() : null;
      rows = layer(TensorNames.HEAD_LAYER + layer + ".", rows, queries, attentions.get(layer));
    }
    return classify(rows, classifier);
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
    Value attended = attention.attend(rows, queries, blocks.tagsPerBlock());
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
    return layers.reshape(prefix + "end", end, -1, blocks.tagsPerBlock(), hidden);
  }

  /**
   * Returns the classifier: for Tag2Text a row and a bias for each tag; else one row for all tags.
   */
  private List<Value> classifierRows() {
    int hidden = sizes.hidden();
    if (!sizes.family().equals(ModelFamily.TAG2TEXT)) {
      return List.of();
    }
    return List.of(
        blocks.constant("fc.W", blocks.rowsOf("fc.W", hidden, 1, sizes.tags(), hidden), hidden),
        blocks.constant("fc.b", blocks.rowsOf("fc.b", 1, 1, sizes.tags())));
  }

  private Value classify(Value rows, List<Value> perTag) {
    int hidden = sizes.hidden();
    if (sizes.family().equals(ModelFamily.TAG2TEXT)) {
      Value products = graph.emit(Op.MUL, "fc.products", rows, perTag.get(0));
      Value sums =
          graph.emit(
              Op.REDUCE_SUM,
              "fc.sums",
              List.of(Attribute.of("keepdims", 0L)),
              products,
              graph.integers(-1));
      return graph.emit(Op.ADD, "fc.biased", sums, perTag.get(1));
    }
    Value product = graph.emit(Op.MATMUL, "fc", rows, layers.matrix("fc.weight", 1, hidden));
    Value flat = layers.reshape("fc.flat", product, -1, blocks.tagsPerBlock());
    return graph.emit(Op.ADD, "fc.biased", flat, layers.vector("fc.bias", 1));
  }
}
