package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.ClipTextLayout;
import io.github.ram4j.convert.layout.ClipTextLayout.Part;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;

/**
 * Emits the text half of CLIP: token ids to embeddings.
 *
 * <p>A token sees itself and earlier ones, and the answer is the row of the end-of-text token. So
 * whatever follows that token changes nothing, and a batch may be as short as its longest text.
 *
 * @see "model.py (openai/CLIP, d05afc4)"
 */
public final class ClipTextGraph {
  private static final float EPSILON = 1e-5f;
  private static final float QUICK_GELU = 1.702f;

  /** Added to scores of later tokens: their share is 0 in float32. */
  private static final float APART = -1e9f;

  private final Graph graph;
  private final ClipTextLayout sizes;
  private final Layers layers;
  private final int width;

  private ClipTextGraph(Graph graph, Weights weights, ClipTextLayout sizes) {
    this.graph = graph;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, EPSILON);
    this.width = sizes.width();
  }

  /**
   * Emits the graph, with inputs and output as in {@link TextEmbeddingGraphs}: {@code ids}, int64
   * [batch, tokens], and {@code ends}, float32 [batch, 1, tokens]; {@code embeddings}, float32
   * [batch, embedding].
   *
   * @param weights must stay open until the graph is written
   * @param numerics dtypes and operators of the graph
   */
  public static Graph of(Weights weights, ClipTextLayout sizes, Numerics numerics) {
    Graph graph = new Graph(TextEmbeddingGraphs.TEXT_ENCODER, numerics);
    new ClipTextGraph(graph, weights, sizes).emit();
    return graph;
  }

  private void emit() {
    Value ids =
        graph.integerInput(
            TextEmbeddingGraphs.IDS, TaggingGraphs.BATCH, TextEmbeddingGraphs.TOKENS);
    Value hot =
        graph.input(TextEmbeddingGraphs.ENDS, TaggingGraphs.BATCH, 1, TextEmbeddingGraphs.TOKENS);
    Value tokens =
        graph.emit(
            Op.SHAPE, "tokens", List.of(Attribute.of("start", 1L), Attribute.of("end", 2L)), ids);
    Value bias = causalBias(tokens);
    Value rows = embed(ids, tokens);
    for (int i = 0; i < sizes.layers(); i++) {
      rows = attend(i, rows, bias);
      rows = feedForward(i, rows);
    }
    // One row a text: a product with 1 at the end and 0 elsewhere picks it exactly.
    Value last = graph.emit(Op.MATMUL, "last", hot, rows);
    Value normal = layers.normalize(sizes.lastNorm(), last, width);
    Value projected =
        graph.emit(
            Op.MATMUL,
            "projected",
            normal,
            graph.weight(
                "projection",
                List.of((long) width, (long) sizes.embedding()),
                sizes.projectionMatrix()));
    Value embeddings =
        layers.reshape(TextEmbeddingGraphs.EMBEDDINGS, projected, -1, sizes.embedding());
    graph.output(embeddings, TaggingGraphs.BATCH, sizes.embedding());
  }

  private Value embed(Value ids, Value tokens) {
    Value table =
        graph.weight(
            "token_embedding", List.of((long) sizes.vocabulary(), (long) width), sizes.tokenRows());
    Value words = graph.emit(Op.GATHER, "words", List.of(Attribute.of("axis", 0L)), table, ids);
    Value places =
        graph.weight(
            "position_embedding",
            List.of((long) sizes.positions(), (long) width),
            sizes.positionRows());
    Value positions =
        graph.emit(Op.SLICE, "positions", places, graph.integers(0), tokens, graph.integers(0));
    return graph.emit(Op.ADD, "embedded", words, positions);
  }

  /** The attention bias of a text of so many tokens, [1, 1, tokens, tokens]. */
  private Value causalBias(Value tokens) {
    int count = sizes.positions();
    TensorSource rows =
        out -> {
          float[] row = new float[count];
          Arrays.fill(row, APART);
          for (int i = 0; i < count; i++) {
            row[i] = 0;
            out.accept(row, 0, count);
          }
        };
    Value all = graph.exact("causal", List.of(1L, 1L, (long) count, (long) count), rows);
    Value ends =
        graph.emit(Op.CONCAT, "causal.ends", List.of(Attribute.of("axis", 0L)), tokens, tokens);
    return graph.emit(
        Op.SLICE, "causal.bias", all, graph.integers(0, 0), ends, graph.integers(2, 3));
  }

  private Value attend(int layer, Value rows, Value bias) {
    String name = sizes.attention(layer);
    Value normal = layers.normalize(sizes.prefix(layer, Part.NORM_1), rows, width);
    Value all =
        graph
            .products()
            .of(
                name + "qkv",
                normal,
                width,
                3L * width,
                sizes.attentionMatrix(layer),
                sizes.attentionBias(layer));
    List<Value> parts =
        graph.emit(
            Op.SPLIT,
            List.of(name + "query", name + "key", name + "value"),
            List.of(Attribute.of("axis", 2L)),
            all,
            graph.integers(width, width, width));
    Value attended = attention(name + "attended", parts, bias);
    Value update = layers.linear(sizes.prefix(layer, Part.ATTENTION_OUT), attended, width, width);
    return graph.emit(Op.ADD, name + "sum", rows, update);
  }

  private Value attention(String name, List<Value> parts, Value bias) {
    int heads = sizes.heads();
    StandardOps ops = layers.standard();
    List<Value> perHead =
        parts.stream()
            .map(part -> ops.perHead(part.name() + ".heads", part, heads, width / heads))
            .toList();
    return ops.attention(
        name, perHead.get(0), perHead.get(1), perHead.get(2), bias, heads, width / heads);
  }

  private Value feedForward(int layer, Value rows) {
    String first = sizes.prefix(layer, Part.WIDEN);
    Value normal = layers.normalize(sizes.prefix(layer, Part.NORM_2), rows, width);
    Value wide = layers.linear(first, normal, 4 * width, width);
    Value active = quickGelu(first + ".gelu", wide);
    Value update = layers.linear(sizes.prefix(layer, Part.NARROW), active, width, 4 * width);
    return graph.emit(Op.ADD, first + ".sum", rows, update);
  }

  /** Emits x · sigmoid(1.702 · x). */
  private Value quickGelu(String name, Value rows) {
    Value scaled = graph.emit(Op.MUL, name + ".scaled", rows, graph.scalar(QUICK_GELU));
    Value share = graph.emit(Op.SIGMOID, name + ".share", scaled);
    return graph.emit(Op.MUL, name, rows, share);
  }
}
