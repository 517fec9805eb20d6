package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.HieraLayout.Block;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits a Hiera's attention within windows or to the whole image, of rows in the order of {@link
 * QuadOrder}.
 *
 * <p>What pads a map to whole windows takes part with keys and values that are the biases; without
 * the biases, which softmax cancels or the output projection's bias has, one row of zeros stands
 * for all.
 */
final class HieraAttention {
  private static final List<String> PARTS = List.of("q", "k", "v");

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;

  HieraAttention(Graph graph, Weights weights, Layers layers) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
  }

  /** Emits queries, with their bias, keys and values of normalized rows, [places, out] each. */
  List<Value> projections(Block block, Value normal) {
    String qkv = block.name() + "attn.qkv.";
    int width = block.out();
    List<Value> parts = new ArrayList<>();
    for (int part = 0; part < PARTS.size(); part++) {
      int from = part * width;
      TensorSource matrix =
          weights.transposed(qkv + "weight", from, from + width, 3 * width, block.in());
      TensorSource bias = part == 0 ? bias(block, 0) : null;
      parts.add(
          graph
              .products()
              .of(
                  block.name() + "attn." + PARTS.get(part),
                  normal,
                  block.in(),
                  width,
                  matrix,
                  bias));
    }
    return parts;
  }

  private TensorSource bias(Block block, int part) {
    String bias = block.name() + "attn.qkv.bias";
    int width = block.out();
    weights.requireShape(bias, 3L * width);
    return out -> out.accept(weights.floats(bias, 3L * width), part * width, width);
  }

  /** The bias of the output projection, and what the values' bias adds to every row. */
  Value outputBias(Block block) {
    String name = block.name() + "attn.proj";
    int width = block.out();
    weights.requireShape(name + ".bias", width);
    weights.requireShape(name + ".weight", width, width);
    return graph.exact(
        name + ".bias",
        List.of((long) width),
        out -> {
          float[] values = TensorSource.read(bias(block, 2), width);
          float[] bias =
              Matrices.linear(
                  values,
                  1,
                  width,
                  weights.floats(name + ".weight", width, width),
                  weights.floats(name + ".bias", width));
          out.accept(bias, 0, bias.length);
        });
  }

  /**
   * Emits the attention up to its output projection.
   *
   * @param projected queries, keys and values; queries are pooled where the block pools
   * @return [places of the result, out]
   */
  Value emit(Block block, List<Value> projected) {
    String name = block.name() + "attn.";
    if (block.window() == block.side()) {
      return toAll(block, projected);
    }
    int ofQueries = block.pools() ? block.window() / 2 : block.window();
    QuadOrder order = new QuadOrder(block.side());
    QuadOrder queryOrder = new QuadOrder(block.outSide());
    Value attended =
        attention(
            name + "attended",
            inWindows(projected.get(0), queryOrder, ofQueries, block.out()),
            inWindows(projected.get(1), order, block.window(), block.out()),
            inWindows(projected.get(2), order, block.window(), block.out()),
            block);
    Value rows = layers.reshape(name + "rows", attended, -1, block.out());
    return order.isSliced(block.window())
        ? rows
        : graph.emit(
            Op.GATHER,
            name + "straight",
            List.of(Attribute.of("axis", 0L)),
            rows,
            graph.integers(queryOrder.back(ofQueries)));
  }

  /** Emits rows as [windows, places of a window, width]. */
  private Value inWindows(Value rows, QuadOrder order, int window, int width) {
    String name = rows.name();
    long places = (long) window * window;
    if (order.isSliced(window)) {
      return layers.reshape(name + ".windows", rows, -1, places, width);
    }
    Value zeros =
        graph.exact(
            name + ".padding", List.of(1L, (long) width), TensorSource.of(new float[width]));
    Value padded =
        graph.emit(Op.CONCAT, name + ".padded", List.of(Attribute.of("axis", 0L)), rows, zeros);
    Value placed =
        graph.emit(
            Op.GATHER,
            name + ".placed",
            List.of(Attribute.of("axis", 0L)),
            padded,
            graph.integers(order.windows(window)));
    return layers.reshape(name + ".windows", placed, -1, places, width);
  }

  private Value attention(String name, Value queries, Value keys, Value values, Block block) {
    long heads = block.heads();
    long head = block.out() / heads;
    if (graph.isPortable() || graph.isReproducible()) {
      StandardOps ops = layers.standard();
      return ops.attention(
          name,
          ops.perHead(queries.name() + ".heads", queries, heads, head),
          ops.perHead(keys.name() + ".heads", keys, heads, head),
          ops.perHead(values.name() + ".heads", values, heads, head),
          null,
          heads,
          head);
    }
    return graph.emit(
        Op.MULTI_HEAD_ATTENTION,
        name,
        List.of(Attribute.of("num_heads", heads)),
        queries,
        keys,
        values);
  }

  private Value toAll(Block block, List<Value> projected) {
    String name = block.name() + "attn.";
    long width = block.out();
    if (!graph.isReproducible() || !graph.isInBlocks()) {
      List<Value> whole =
          projected.stream()
              .map(part -> layers.reshape(part.name() + ".whole", part, 1, -1, width))
              .toList();
      Value attended =
          attention(name + "attended", whole.get(0), whole.get(1), whole.get(2), block);
      return layers.reshape(name + "rows", attended, -1, width);
    }
    return byHeads(block, projected);
  }

  /** Emits attention to the whole image for the queries of a head, a few at a time. */
  private Value byHeads(Block block, List<Value> projected) {
    String name = block.name() + "attn.";
    long head = block.out() / block.heads();
    float scale = (float) (1 / Math.sqrt((double) head));
    Value queries =
        layers.reshape(
            name + "q.few",
            perHead(projected.get(0), block),
            block.heads(),
            -1,
            RowBlocks.queries((long) block.outSide() * block.outSide(), 1),
            head);
    Value stacked =
        graph
            .scan(
                name + "heads",
                List.of(
                    queries, perHead(projected.get(1), block), perHead(projected.get(2), block)),
                ofHead ->
                    graph.scan(
                        name + "few",
                        List.of(ofHead.get(0)),
                        few -> {
                          Value scores =
                              graph.emit(
                                  Op.FUSED_MATMUL,
                                  name + "scores",
                                  List.of(Attribute.of("alpha", scale), Attribute.of("transB", 1L)),
                                  few.get(0),
                                  ofHead.get(1));
                          return List.of(new Softmax(graph).context(name, scores, ofHead.get(2)));
                        }))
            .get(0);
    Value rows = layers.reshape(name + "heads.rows", stacked, block.heads(), -1, head);
    Value ordered = layers.transpose(name + "ordered", rows, 1L, 0L, 2L);
    return layers.reshape(name + "rows", ordered, -1, block.out());
  }

  private Value perHead(Value rows, Block block) {
    Value split =
        layers.reshape(
            rows.name() + ".split", rows, -1, block.heads(), block.out() / block.heads());
    return layers.transpose(rows.name() + ".heads", split, 1L, 0L, 2L);
  }
}
