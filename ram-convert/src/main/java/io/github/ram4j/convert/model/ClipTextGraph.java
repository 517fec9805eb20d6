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
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the text half of CLIP: token ids to embeddings.
 *
 * <p>A token sees itself and earlier ones, and a text's embedding is the row of its end-of-text
 * token. So texts that begin alike share rows, and what follows the end changes nothing. Rows are a
 * tree of tokens then, in pieces; all products take the pieces together, and attention takes each
 * piece with the few rows that it may see. After the last attention only the ends go on.
 *
 * @see "model.py (openai/CLIP, d05afc4)"
 */
public final class ClipTextGraph {
  private static final float EPSILON = 1e-5f;
  private static final float QUICK_GELU = 1.702f;
  private static final List<String> PARTS = List.of("query", "key", "value");

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
   * Emits the graph, with inputs and output as {@link TextEmbeddingGraphs#textEncoder} has them.
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
    Value ids = tokens(TextEmbeddingGraphs.IDS);
    Value positions = tokens(TextEmbeddingGraphs.POSITIONS);
    Value seen =
        graph.integerInput(TextEmbeddingGraphs.SEEN, TaggingGraphs.BATCH, TextEmbeddingGraphs.SEEN);
    Value bias =
        graph.input(
            TextEmbeddingGraphs.ATTENTION_BIAS,
            TaggingGraphs.BATCH,
            1,
            TextEmbeddingGraphs.TOKENS,
            TextEmbeddingGraphs.SEEN);
    Value ends = graph.integerInput(TextEmbeddingGraphs.ENDS, TextEmbeddingGraphs.TEXTS);
    Value rows = embed(ids, positions);
    Value normal = layers.normalize(sizes.prefix(0, Part.NORM_1), rows, width);
    for (int i = 0; i < sizes.layers(); i++) {
      boolean last = i + 1 == sizes.layers();
      Value attended = attend(i, normal, seen, bias);
      if (last) {
        attended = rowsAt(sizes.attention(i) + "ends", attended, ends);
        rows = rowsAt("ends.rows", rows, ends);
      }
      Layers.Residual after =
          addAndNormalize(
              sizes.prefix(i, Part.NORM_2),
              layers.product(sizes.prefix(i, Part.ATTENTION_OUT), attended, width, width),
              sizes.prefix(i, Part.ATTENTION_OUT),
              rows);
      Value update = feedForward(i, after.normalized());
      String narrow = sizes.prefix(i, Part.NARROW);
      String next = last ? sizes.lastNorm() : sizes.prefix(i + 1, Part.NORM_1);
      if (last) {
        project(layers.normalizeSum(next, update, bias(narrow), after.sum(), width));
      } else {
        Layers.Residual residual = addAndNormalize(next, update, narrow, after.sum());
        rows = residual.sum();
        normal = residual.normalized();
      }
    }
  }

  private Value tokens(String input) {
    return graph.integerInput(input, TaggingGraphs.BATCH, TextEmbeddingGraphs.TOKENS);
  }

  private Layers.Residual addAndNormalize(String norm, Value update, String linear, Value skip) {
    return layers.addAndNormalize(norm, update, bias(linear), skip, width);
  }

  private Value bias(String linear) {
    return layers.vector(linear + ".bias", width);
  }

  private void project(Value normal) {
    Value projection =
        graph.weight(
            "projection",
            List.of((long) width, (long) sizes.embedding()),
            sizes.projectionMatrix());
    graph.output(
        graph.emit(Op.MATMUL, TextEmbeddingGraphs.EMBEDDINGS, normal, projection),
        TextEmbeddingGraphs.TEXTS,
        sizes.embedding());
  }

  /** Emits the sum of token and position embeddings, [batch, tokens, width]. */
  private Value embed(Value ids, Value positions) {
    Value words =
        gather("words", table("token_embedding", sizes.vocabulary(), sizes.tokenRows()), ids);
    Value places =
        gather(
            "places",
            table("position_embedding", sizes.positions(), sizes.positionRows()),
            positions);
    return graph.emit(Op.ADD, "embedded", words, places);
  }

  private Value table(String name, int rows, TensorSource elements) {
    return graph.weight(name, List.of((long) rows, (long) width), elements);
  }

  private Value gather(String name, Value rows, Value indices) {
    return graph.emit(Op.GATHER, name, List.of(Attribute.of("axis", 0L)), rows, indices);
  }

  /** Emits the rows at indices into the pieces laid end to end, [indices.., width]. */
  private Value rowsAt(String name, Value rows, Value indices) {
    return gather(name, layers.reshape(name + ".flat", rows, -1, width), indices);
  }

  /** Emits the attention of the pieces' rows to those that they may see, [batch, tokens, width]. */
  private Value attend(int layer, Value normal, Value seen, Value bias) {
    String name = sizes.attention(layer);
    Value all =
        graph
            .products()
            .of(
                name + "qkv",
                normal,
                width,
                3L * width,
                sizes.attentionMatrix(layer),
                graph.isPortable() ? sizes.attentionBias(layer) : null);
    List<Value> parts =
        graph.emit(
            Op.SPLIT,
            PARTS.stream().map(part -> name + part).toList(),
            List.of(Attribute.of("axis", 2L)),
            all,
            graph.integers(width, width, width));
    List<Value> operands = new ArrayList<>(List.of(parts.get(0)));
    for (Value part : parts.subList(1, parts.size())) {
      operands.add(rowsAt(part.name() + ".seen", part, seen));
    }
    return graph.isPortable()
        ? standardAttention(name, operands, bias)
        : fusedAttention(layer, operands, bias);
  }

  private Value fusedAttention(int layer, List<Value> operands, Value bias) {
    String name = sizes.attention(layer);
    return graph.emit(
        Op.MULTI_HEAD_ATTENTION,
        name + "attended",
        List.of(Attribute.of("num_heads", (long) sizes.heads())),
        operands.get(0),
        operands.get(1),
        operands.get(2),
        graph.exact(name + "qkv.bias", List.of(3L * width), sizes.attentionBias(layer)),
        null, // no mask
        bias);
  }

  private Value standardAttention(String name, List<Value> operands, Value bias) {
    int heads = sizes.heads();
    StandardOps ops = layers.standard();
    List<Value> perHead =
        operands.stream()
            .map(part -> ops.perHead(part.name() + ".heads", part, heads, width / heads))
            .toList();
    return ops.attention(
        name + "attended",
        perHead.get(0),
        perHead.get(1),
        perHead.get(2),
        bias,
        heads,
        width / heads);
  }

  /** Emits the feed-forward layer without the bias of its second matrix. */
  private Value feedForward(int layer, Value normal) {
    return layers.feedForward(
        sizes.prefix(layer, Part.WIDEN),
        sizes.prefix(layer, Part.NARROW),
        normal,
        width,
        4 * width,
        this::quickGelu);
  }

  /** Emits x · sigmoid(1.702 · x). */
  private Value quickGelu(String name, Value rows) {
    if (!graph.isPortable()) {
      return graph.emit(Op.QUICK_GELU, name, List.of(Attribute.of("alpha", QUICK_GELU)), rows);
    }
    Value scaled = graph.emit(Op.MUL, name + ".scaled", rows, graph.scalar(QUICK_GELU));
    Value share = graph.emit(Op.SIGMOID, name + ".share", scaled);
    return graph.emit(Op.MUL, name, rows, share);
  }
}
