package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import java.util.Collections;
import java.util.List;

/**
 * Emits attention to the whole image with relative positions along each axis, for the queries of a
 * head and a few rows of the map at a time: few enough that their scores stay in the processor's
 * caches, where the two products of positions are added to them, and enough for threads to share.
 * Here that costs less than {@link RelativeAttention}'s wider products; docs/models/sam.md has
 * figures.
 */
final class WholeAttention {
  /** How often a row's products are repeated, for ONNX Runtime's additions to be of longer runs. */
  private static final int REPEATED = 4;

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final VitLayout sizes;
  private final long side;
  private final long head;
  private final long few;

  WholeAttention(Graph graph, Weights weights, Layers layers, VitLayout sizes) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.sizes = sizes;
    this.side = sizes.grid();
    this.head = sizes.headWidth();
    this.few = side * RowBlocks.queries(side, side);
  }

  /**
   * Emits the attention.
   *
   * @param name prefix of the block's attention
   * @param queries [places, width], times the scale of the scores
   * @param keys [places, width]
   * @param values [places, width]
   * @return [places, width]
   */
  Value emit(String name, Value queries, Value keys, Value values) {
    Value downwards = vectors(name + "rel_pos_h");
    Value across = vectors(name + "rel_pos_w");
    Value stacked =
        graph
            .scan(
                name + "heads",
                List.of(
                    perHead(name + "q", queries),
                    perHead(name + "k", keys),
                    perHead(name + "v", values)),
                ofHead ->
                    attend(name, ofHead.get(0), ofHead.get(1), ofHead.get(2), downwards, across))
            .get(0);
    Value each = layers.reshape(name + "each", stacked, -1, side * side, head);
    Value ordered = layers.transpose(name + "ordered", each, 1L, 0L, 2L);
    return layers.reshape(name + "attended", ordered, -1, sizes.width());
  }

  private Value vectors(String table) {
    return graph.exact(
        table + ".distances",
        List.of(side, head, side),
        RelativeVectors.of(weights, table, sizes.grid(), sizes.headWidth()));
  }

  /** Emits [places, width] as [heads, places, head]. */
  private Value perHead(String name, Value rows) {
    Value split = layers.reshape(name + ".split", rows, -1, sizes.heads(), head);
    return layers.transpose(name + ".heads", split, 1L, 0L, 2L);
  }

  /**
   * Emits the attention of a head's queries.
   *
   * @param queries [places, head]
   * @param keys [places, head]
   * @param values [places, head]
   * @param downwards the vectors of each row's distances to all rows, [side, head, side]
   * @param across the vectors of each column's distances to all columns, [side, head, side]
   * @return [blocks, few, head]
   */
  private List<Value> attend(
      String name, Value queries, Value keys, Value values, Value downwards, Value across) {
    Value map = layers.reshape(name + "q.map", queries, side, side, head);
    Value rows = graph.emit(Op.MATMUL, name + "rel_pos_h", map, downwards);
    Value turned = layers.transpose(name + "q.turned", map, 1L, 0L, 2L);
    Value columns = graph.emit(Op.MATMUL, name + "rel_pos_w.turned", turned, across);
    Value straight = layers.transpose(name + "rel_pos_w", columns, 1L, 0L, 2L);
    return graph.scan(
        name + "map_rows",
        List.of(
            layers.reshape(name + "q.few", queries, -1, few, head),
            layers.reshape(name + "rel_pos_h.few", rows, -1, few, side, 1),
            layers.reshape(name + "rel_pos_w.few", straight, -1, few, 1, side)),
        ofRows ->
            List.of(attendFew(name, ofRows.get(0), ofRows.get(1), ofRows.get(2), keys, values)));
  }

  /**
   * Emits the attention of a few queries.
   *
   * @param queries [few, head]
   * @param rows their products with vectors of distances to rows, [few, side, 1]
   * @param columns their products with vectors of distances to columns, [few, 1, side]
   * @param keys [places, head]
   * @param values [places, head]
   * @return [few, head]
   */
  private Value attendFew(
      String name, Value queries, Value rows, Value columns, Value keys, Value values) {
    Value products =
        graph.emit(
            Op.FUSED_MATMUL, name + "products", List.of(Attribute.of("transB", 1L)), queries, keys);
    Value map = layers.reshape(name + "products.map", products, few, side, side);
    Value withRows = graph.emit(Op.ADD, name + "with_rows", map, rows);
    int repeated = side % REPEATED == 0 ? REPEATED : 1;
    Value runs = layers.reshape(name + "runs", withRows, few, -1, repeated * side);
    Value repeatedColumns =
        repeated == 1
            ? columns
            : graph.emit(
                Op.CONCAT,
                name + "rel_pos_w.repeated",
                List.of(Attribute.of("axis", 2L)),
                Collections.nCopies(repeated, columns).toArray(Value[]::new));
    Value withBoth = graph.emit(Op.ADD, name + "with_columns", runs, repeatedColumns);
    Value scores = layers.reshape(name + "scores", withBoth, few, -1);
    return new Softmax(graph).context(name, scores, values);
  }
}
