package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/**
 * Emits attention to the whole image with relative positions along each axis, for the queries of a
 * head and a row of the map at a time: their scores fit the processor's L2 cache, where the two
 * products of positions are added to them. Here that costs less than {@link RelativeAttention}'s
 * wider products; docs/models/sam.md has figures.
 */
final class WholeAttention {
  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final VitLayout sizes;
  private final long side;
  private final long head;

  WholeAttention(Graph graph, Weights weights, Layers layers, VitLayout sizes) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.sizes = sizes;
    this.side = sizes.grid();
    this.head = sizes.headWidth();
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
    Value query =
        layers.reshape(name + "q.map", perHead(name + "q", queries), -1, side, side, head);
    Value stacked =
        graph
            .scan(
                name + "heads",
                List.of(query, perHead(name + "k", keys), perHead(name + "v", values)),
                ofHead ->
                    graph.scan(
                        name + "map_rows",
                        List.of(ofHead.get(0), downwards),
                        ofRow ->
                            List.of(
                                attend(
                                    name,
                                    ofRow.get(0),
                                    ofRow.get(1),
                                    across,
                                    ofHead.get(1),
                                    ofHead.get(2)))))
            .get(0);
    Value ordered = layers.transpose(name + "ordered", stacked, 1L, 2L, 0L, 3L);
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
   * Emits the attention of a row's queries.
   *
   * @param queries [side, head]
   * @param ofRow the vectors of the row's distances to all rows, [head, side]
   * @param across the vectors of each column's distances to all columns, [side, head, side]
   * @param keys [places, head]
   * @param values [places, head]
   * @return [side, head]
   */
  private Value attend(
      String name, Value queries, Value ofRow, Value across, Value keys, Value values) {
    Value products =
        graph.emit(
            Op.FUSED_MATMUL, name + "products", List.of(Attribute.of("transB", 1L)), queries, keys);
    Value map = layers.reshape(name + "products.map", products, side, side, side);
    Value rows = graph.emit(Op.MATMUL, name + "rel_pos_h", queries, ofRow);
    Value column = layers.reshape(name + "q.columns", queries, side, 1, head);
    Value columns = graph.emit(Op.MATMUL, name + "rel_pos_w", column, across);
    Value withRows =
        graph.emit(
            Op.ADD,
            name + "with_rows",
            map,
            layers.reshape(name + "rel_pos_h.map", rows, side, side, 1));
    Value withBoth = graph.emit(Op.ADD, name + "with_columns", withRows, columns);
    Value scores = layers.reshape(name + "scores", withBoth, side, -1);
    Value shares = new Softmax(graph).emit(name + "softmax", scores);
    return graph.emit(Op.MATMUL, name + "context", shares, values);
  }
}
