package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits attention with relative positions along each axis, as SAM has it: a query meets a vector
 * for each distance in rows, another for each distance in columns, beside the keys.
 *
 * <p>The two products become further elements of the queries, one for each row and each column of a
 * window; a key has a 1 there for its own row and column, and 0 otherwise. Then ONNX Runtime's
 * attention adds them by itself, and no table of all pairs is made.
 */
final class RelativeAttention {
  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final VitLayout sizes;
  private final Map<Integer, Value> keyPlaces = new HashMap<>();

  RelativeAttention(Graph graph, Weights weights, Layers layers, VitLayout sizes) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.sizes = sizes;
  }

  /**
   * Emits the attention.
   *
   * @param name prefix of the block's attention
   * @param queries [windows, side · side, width], times the scale of the scores
   * @param keys of that shape
   * @param values of that shape
   * @return [windows, side · side, width]
   */
  Value emit(String name, Value queries, Value keys, Value values, WindowGrid grid) {
    long heads = sizes.heads();
    long head = sizes.headWidth();
    int side = grid.side();
    long wide = head + 2L * side;
    long windows = grid.windows();
    long places = grid.places();
    Value map = layers.reshape(name + "q.map", queries, windows, side, side, heads * head);
    Value rows = alongRows(name + "rel_pos_h", map, grid);
    Value turned = layers.transpose(name + "q.turned", map, 0L, 2L, 1L, 3L);
    Value columns = alongRows(name + "rel_pos_w", turned, grid);
    Value straight = layers.transpose(name + "rel_pos_w.straight", columns, 0L, 2L, 1L, 3L);
    Value query =
        joined(
            name + "q.places",
            layers.reshape(name + "q.heads", queries, windows, places, heads, head),
            layers.reshape(name + "rel_pos_h.heads", rows, windows, places, heads, side),
            layers.reshape(name + "rel_pos_w.heads", straight, windows, places, heads, side));
    Value key =
        joined(
            name + "k.places",
            layers.reshape(name + "k.heads", keys, windows, places, heads, head),
            keyPlaces(grid));
    return attention(
        name,
        layers.reshape(name + "q.wide", query, windows, places, heads * wide),
        layers.reshape(name + "k.wide", key, windows, places, heads * wide),
        values,
        wide);
  }

  private Value joined(String name, Value... parts) {
    return graph.emit(Op.CONCAT, name, List.of(Attribute.of("axis", 3L)), parts);
  }

  /**
   * Emits the products of queries with the vectors of their distances along the second axis.
   *
   * @param table name of the vectors, [2 · side − 1, head]
   * @param map queries, [windows, side, side, heads · head]
   * @return [windows, side, side, heads · side]
   */
  private Value alongRows(String table, Value map, WindowGrid grid) {
    long side = grid.side();
    long heads = sizes.heads();
    long head = sizes.headWidth();
    Value each = layers.reshape(table + ".q", map, (long) grid.windows(), side, side * heads, head);
    Value vectors =
        graph.exact(
            table + ".distances",
            List.of(side, head, side),
            RelativeVectors.of(weights, table, grid.side(), sizes.headWidth()));
    Value products = graph.emit(Op.MATMUL, table, each, vectors);
    return layers.reshape(
        table + ".map", products, (long) grid.windows(), side, side, heads * side);
  }

  /**
   * The further elements of keys, the same in all blocks: [windows, side · side, heads, 2 · side].
   */
  private Value keyPlaces(WindowGrid grid) {
    return keyPlaces.computeIfAbsent(
        grid.side(),
        side -> {
          String name = "key_places." + side;
          long places = grid.places();
          float[] ones = new float[grid.places() * 2 * side];
          for (int place = 0; place < grid.places(); place++) {
            ones[place * 2 * side + place / side] = 1;
            ones[place * 2 * side + side + place % side] = 1;
          }
          Value of = graph.exact(name, List.of(1L, places, 1L, 2L * side), TensorSource.of(ones));
          return graph.emit(
              Op.EXPAND,
              name + ".all",
              of,
              graph.integers(grid.windows(), places, sizes.heads(), 2L * side));
        });
  }

  private Value attention(String name, Value query, Value key, Value values, long wide) {
    if (!graph.isPortable() && !graph.isReproducible()) {
      return graph.emit(
          Op.MULTI_HEAD_ATTENTION,
          name + "attended",
          List.of(Attribute.of("num_heads", (long) sizes.heads()), Attribute.of("scale", 1f)),
          query,
          key,
          values);
    }
    StandardOps ops = layers.standard();
    long heads = sizes.heads();
    Value columns =
        layers.transpose(
            name + "k.columns", ops.perHead(name + "k.each", key, heads, wide), 0L, 1L, 3L, 2L);
    Value scores =
        graph.emit(
            Op.MATMUL, name + "scores", ops.perHead(name + "q.each", query, heads, wide), columns);
    Value shares = new Softmax(graph).emit(name + "softmax", scores);
    Value sums =
        graph.emit(
            Op.MATMUL,
            name + "sums",
            shares,
            ops.perHead(name + "v.each", values, heads, sizes.headWidth()));
    Value ordered = layers.transpose(name + "ordered", sums, 0L, 2L, 1L, 3L);
    return layers.reshape(name + "attended", ordered, 0, 0, sizes.width());
  }
}
