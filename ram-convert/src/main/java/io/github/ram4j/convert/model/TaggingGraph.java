package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the tagging head of a list of tags, for any number of images.
 *
 * <p>Tags are independent of each other. So the layers process them block by block ({@link
 * TagBlocks}), and a block's intermediate values stay in the processor's caches.
 */
final class TaggingGraph {
  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final Layers layers;
  private final TagBlocks blocks;
  private final HeadLayers head;

  /**
   * Creates the head of chosen tags.
   *
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   */
  TaggingGraph(Graph graph, Weights weights, Architecture sizes, int[] chosen) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, HeadLayers.EPSILON);
    int mostOfPiece =
        sizes.family().equals(ModelFamily.RAM_PLUS) ? ReweightedTagRows.MOST_TAGS : chosen.length;
    this.blocks = new TagBlocks(graph, weights, layers, chosen, mostOfPiece);
    HeadAxes axes = HeadAxes.ofTags(blocks.tagsPerBlock());
    this.head = new HeadLayers(graph, weights, sizes, layers, axes);
  }

  /**
   * Emits the head.
   *
   * @param encoded image embeddings, [batch, image rows, memory width]
   * @return [batch, tags], named {@code logits}
   */
  Value emit(Value encoded) {
    Value memory = layers.reshape("memory.encoded", encoded, -1, sizes.memoryWidth());
    TagRows start =
        sizes.family().equals(ModelFamily.RAM_PLUS)
            ? new ReweightedTagRows(graph, weights, layers, sizes, blocks, memory)
            : new ConstantTagRows(weights, sizes, blocks, HeadLayers.FIRST_QUERY);
    head.meetImage(memory, start.hasQueries());
    List<Value> perTag = new ArrayList<>(start.constants());
    int ofStart = perTag.size();
    perTag.addAll(classifierRows());
    return blocks.emit(
        perTag,
        block ->
            classify(
                head.emit(start.of(block.subList(0, ofStart))),
                block.subList(ofStart, block.size())));
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
    return head.classify("fc.biased", rows);
  }
}
