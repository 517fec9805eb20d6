package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.List;

/**
 * Emits BERT layers with self-attention and cross-attention, for the tag encoder and the caption
 * decoder. Rows are [texts, tokens, hidden] throughout.
 */
public final class TextLayers {
  private static final float EPSILON = 1e-12f;

  /** Rows after a self-attention, and the keys and values of all tokens, earlier ones first. */
  record Cached(Value rows, Value keys, Value values) {}

  /**
   * Widths of the layers.
   *
   * @param hidden of a row
   * @param intermediate inside a feed-forward layer
   * @param memory of the rows that cross-attention sees; any number where there is none
   */
  public record Widths(int hidden, int intermediate, int memory) {}

  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final TextAttention attention;
  private final Architecture.Text text;
  private final int hidden;
  private final int intermediate;
  private final int memoryWidth;

  TextLayers(Graph graph, Weights weights, Architecture sizes, Architecture.Text text) {
    this(
        graph,
        weights,
        new Widths(sizes.hidden(), sizes.intermediate(), sizes.memoryWidth()),
        text);
  }

  /** Creates layers of given widths. */
  public TextLayers(Graph graph, Weights weights, Widths widths, Architecture.Text text) {
    this.graph = graph;
    this.weights = weights;
    this.layers = new Layers(graph, weights, EPSILON);
    this.text = text;
    this.hidden = widths.hidden();
    this.intermediate = widths.intermediate();
    this.memoryWidth = widths.memory();
    this.attention = new TextAttention(graph, weights, layers, text.heads(), hidden);
  }

  /** Adds the table of token embeddings, [vocabulary, hidden]. */
  public Value wordTable(String embeddings) {
    return table(embeddings + "word_embeddings.weight", text.vocabulary());
  }

  /** Adds the table of position embeddings, [positions, hidden]. */
  public Value positionTable(String embeddings) {
    return table(embeddings + "position_embeddings.weight", text.positions());
  }

  private Value table(String name, int rows) {
    return graph.weight(
        name, List.of((long) rows, (long) hidden), weights.direct(name, rows, hidden));
  }

  /** Emits the embeddings of ids, [texts, tokens, hidden]. */
  Value words(String embeddings, Value ids) {
    return gather(embeddings + "words", wordTable(embeddings), 0, ids);
  }

  /** Returns the first rows of the table of position embeddings. */
  TensorSource firstPositions(String embeddings, long count) {
    int[] rows = new int[(int) count];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return weights.rows(
        embeddings + "position_embeddings.weight", rows, hidden, text.positions(), hidden);
  }

  /** Emits LayerNorm of the sum of token and position embeddings. */
  public Value embed(String embeddings, Value words, Value positions) {
    Value sum = graph.emit(Op.ADD, embeddings + "sum", words, positions);
    return normalize(embeddings + "LayerNorm", sum);
  }

  /** Emits self-attention among the tokens of a text. */
  public Value selfAttention(String layer, Value rows, Value bias) {
    String name = layer + "attention.";
    Value attended = attention.emit(List.of(name + "self"), selfOperands(name, rows, bias)).get(0);
    return attentionOutput(name, attended, rows);
  }

  /** Emits self-attention with a KV cache: keys and values of earlier tokens. */
  Cached selfAttention(
      String layer, Value rows, Value bias, Value pastKeys, Value pastValues, int index) {
    String name = layer + "attention.";
    List<Value> attended =
        attention.emit(
            List.of(name + "self", CaptioningGraphs.KEYS + index, CaptioningGraphs.VALUES + index),
            selfOperands(name, rows, bias).withPast(pastKeys, pastValues));
    return new Cached(
        attentionOutput(name, attended.get(0), rows), attended.get(1), attended.get(2));
  }

  /** Returns query, key and value of one product, with their biases and the attention's bias. */
  private TextAttention.Operands selfOperands(String name, Value rows, Value bias) {
    String self = name + "self.";
    Value projected =
        graph
            .products()
            .of(
                self + "qkv",
                rows,
                hidden,
                3L * hidden,
                sideBySide(self + "query", self + "key", self + "value"),
                null);
    List<Value> parts =
        graph.emit(
            Op.SPLIT,
            List.of(self + "query", self + "key", self + "value"),
            List.of(Attribute.of("axis", 2L)),
            projected,
            graph.integers(hidden, hidden, hidden));
    return TextAttention.Operands.biased(parts.get(0), parts.get(1), parts.get(2), self)
        .withBias(bias);
  }

  /** Emits cross-attention to rows, [texts, memory rows, memory width]. */
  Value crossAttention(String layer, Value rows, Value memory) {
    String name = layer + "crossattention.";
    String self = name + "self.";
    Value query = layers.product(self + "query", rows, hidden, hidden);
    Value key = layers.product(self + "key", memory, hidden, memoryWidth);
    Value value = layers.product(self + "value", memory, hidden, memoryWidth);
    TextAttention.Operands operands = TextAttention.Operands.biased(query, key, value, self);
    Value attended = attention.emit(List.of(name + "self"), operands).get(0);
    return attentionOutput(name, attended, rows);
  }

  /** Emits cross-attention to computed keys and values, [texts, heads, memory rows, width]. */
  Value crossAttention(String layer, Value rows, Value keys, Value values) {
    String name = layer + "crossattention.";
    String query = name + "self.query";
    Value product = layers.product(query, rows, hidden, hidden);
    Value biased = graph.emit(Op.ADD, query + ".biased", product, vector(query + ".bias", hidden));
    TextAttention.Operands operands = TextAttention.Operands.ready(biased, keys, values);
    Value attended = attention.emit(List.of(name + "self"), operands).get(0);
    return attentionOutput(name, attended, rows);
  }

  private Value attentionOutput(String name, Value attended, Value rows) {
    String output = name + "output.";
    Value update = layers.product(output + "dense", attended, hidden, hidden);
    Value bias = vector(output + "dense.bias", hidden);
    return layers.normalizeSum(output + "LayerNorm", update, bias, rows, hidden);
  }

  /** Emits the feed-forward layer: dense, GELU, dense, add, LayerNorm. */
  public Value feedForward(String layer, Value rows) {
    Value active = activated(layer + "intermediate.dense", rows, intermediate);
    Value update = layers.product(layer + "output.dense", active, hidden, intermediate);
    Value bias = vector(layer + "output.dense.bias", hidden);
    return layers.normalizeSum(layer + "output.LayerNorm", update, bias, rows, hidden);
  }

  /** Emits a projection of rows split into heads, [texts, heads, rows, width]. */
  Value perHead(String linear, String name, Value rows, long count) {
    Value product = layers.product(linear, rows, hidden, hidden);
    Value biased =
        graph.emit(Op.ADD, linear + ".biased", product, vector(linear + ".bias", hidden));
    long heads = text.heads();
    Value split = reshape(linear + ".split", biased, -1, count, heads, hidden / heads);
    return layers.transpose(name, split, 0L, 2L, 1L, 3L);
  }

  /** Emits a Linear layer of hidden inputs with erf GELU. */
  Value activated(String linear, Value rows, int out) {
    Value product = layers.product(linear, rows, out, hidden);
    return layers.geluOfBiased(linear + ".gelu", product, vector(linear + ".bias", out));
  }

  Value normalize(String prefix, Value rows) {
    return layers.normalize(prefix, rows, hidden);
  }

  Value vector(String name, int length) {
    return layers.vector(name, length);
  }

  Value reshape(String name, Value value, long... shape) {
    return layers.reshape(name, value, shape);
  }

  public Value gather(String name, Value value, long axis, Value indices) {
    return graph.emit(Op.GATHER, name, List.of(Attribute.of("axis", axis)), value, indices);
  }

  /** Returns the matrices [in, out] of Linear layers of hidden inputs and outputs, side by side. */
  private TensorSource sideBySide(String... linears) {
    for (String linear : linears) {
      weights.requireShape(linear + ".weight", hidden, hidden);
    }
    return out -> {
      float[] stacked = new float[linears.length * hidden * hidden];
      for (int i = 0; i < linears.length; i++) {
        float[] weight = weights.floats(linears[i] + ".weight", hidden, hidden);
        System.arraycopy(weight, 0, stacked, i * weight.length, weight.length);
      }
      emit(out, Matrices.transpose(stacked, linears.length * hidden, hidden));
    };
  }

  private static void emit(TensorSource.FloatSink out, float[] values) throws IOException {
    out.accept(values, 0, values.length);
  }
}
