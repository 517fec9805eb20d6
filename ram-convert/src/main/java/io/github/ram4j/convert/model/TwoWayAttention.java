package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.SamLayout;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/**
 * Emits the attentions of SAM's mask decoder between a few tokens and the thousands of places of an
 * image.
 *
 * <p>The image is never projected: its projections meet the few tokens first, head by head, which
 * is the same product in another order and less than half of it. Then the image's rows meet one
 * matrix of a column for each head and token.
 */
final class TwoWayAttention {
  private final Graph graph;
  private final Weights weights;
  private final Layers layers;
  private final int width;
  private final long heads = SamLayout.HEADS;

  TwoWayAttention(Graph graph, Weights weights, Layers layers, int width) {
    this.graph = graph;
    this.weights = weights;
    this.layers = layers;
    this.width = width;
  }

  /**
   * Emits attention among tokens, with its output projection and bias.
   *
   * @param placed queries and keys, [prompts, tokens, width]
   * @param values [prompts, tokens, width]
   * @return [prompts, tokens, width]
   */
  Value amongTokens(String name, Value placed, Value values) {
    long head = width / heads;
    Value query = perHead(name, "q", placed, width);
    Value key = perHead(name, "k", placed, width);
    Value value = perHead(name, "v", values, width);
    Value attended =
        layers.standard().attention(name + ".attended", query, key, value, null, heads, head);
    return layers.linear(name + ".out_proj", attended, width, width);
  }

  /**
   * Emits attention from tokens to places, with its output projection and bias.
   *
   * @param placed tokens with their first values, [prompts, tokens, width]
   * @param keys the image with its places, [images, places, width]
   * @param image [images, places, width]
   * @return [prompts, tokens, width]
   */
  Value toPlaces(String name, Value placed, Value keys, Value image, int inner) {
    // The keys' bias adds the same to all scores of a query, which softmax cancels.
    weights.requireShape(name + ".k_proj.bias", inner);
    Value query = perHead(name, "q", placed, inner);
    Value folded =
        graph.emit(
            Op.MATMUL, name + ".q_proj.folded", query, outputOf(name, "k", inner, scale(inner)));
    Value rows = layers.reshape(name + ".q_proj.rows", folded, 0, -1, width);
    Value scores = timesTransposed(name + ".scores", rows, keys);
    Value shares = new Softmax(graph).emit(name + ".softmax", scores);
    Value sums = graph.emit(Op.MATMUL, name + ".sums", shares, image);
    Value split = layers.reshape(name + ".sums.heads", sums, 0, heads, -1, width);
    Value values = graph.emit(Op.MATMUL, name + ".v_proj", split, inputOf(name, "v", inner));
    Value ordered = layers.transpose(name + ".ordered", values, 0L, 2L, 1L, 3L);
    Value joined = layers.reshape(name + ".joined", ordered, 0, 0, inner);
    Value context =
        graph.emit(Op.ADD, name + ".context", joined, layers.vector(name + ".v_proj.bias", inner));
    return layers.linear(name + ".out_proj", context, width, inner);
  }

  /**
   * Emits attention from places to tokens, with its output projection, without that one's bias.
   *
   * @param places the image with its places, [images, places, width]
   * @param placed tokens with their first values, [prompts, tokens, width]
   * @param tokens [prompts, tokens, width]
   * @return [prompts, places, width]
   */
  Value toTokens(String name, Value places, Value placed, Value tokens, int inner) {
    Value key = perHead(name, "k", placed, inner);
    Value folded =
        graph.emit(
            Op.MATMUL, name + ".k_proj.folded", key, outputOf(name, "q", inner, scale(inner)));
    Value rows = layers.reshape(name + ".k_proj.rows", folded, 0, -1, width);
    Value products = timesTransposed(name + ".products", places, rows);
    Value ofBias =
        graph.emit(Op.MATMUL, name + ".q_proj.bias.products", key, biasColumns(name, inner));
    Value added = layers.reshape(name + ".q_proj.bias.row", ofBias, 0, 1, -1);
    Value scores = graph.emit(Op.ADD, name + ".scores", products, added);
    Value split = layers.reshape(name + ".scores.heads", scores, 0, 0, heads, -1);
    Value shares = new Softmax(graph).emit(name + ".softmax", split);
    Value joined = layers.reshape(name + ".shares", shares, 0, 0, -1);
    Value value = perHead(name, "v", tokens, inner);
    Value ofTokens =
        graph.emit(Op.MATMUL, name + ".out_proj.folded", value, outputRows(name, inner));
    Value matrix = layers.reshape(name + ".out_proj.rows", ofTokens, 0, -1, width);
    return graph.emit(Op.MATMUL, name + ".out_proj", joined, matrix);
  }

  private float scale(int inner) {
    return (float) (1 / Math.sqrt((double) inner / heads));
  }

  /** Emits a projection of tokens with its bias, [prompts, heads, tokens, inner / heads]. */
  private Value perHead(String name, String part, Value tokens, int inner) {
    String linear = name + "." + part + "_proj";
    Value projected = layers.linear(linear, tokens, inner, width);
    return layers.standard().perHead(linear + ".heads", projected, heads, inner / heads);
  }

  /** Emits [.., rows, width] times the transposed [.., columns, width]. */
  private Value timesTransposed(String name, Value rows, Value columns) {
    if (!graph.isPortable()) {
      return graph.emit(Op.FUSED_MATMUL, name, List.of(Attribute.of("transB", 1L)), rows, columns);
    }
    Value turned = layers.transpose(name + ".columns", columns, 0L, 2L, 1L);
    return graph.emit(Op.MATMUL, name, rows, turned);
  }

  /** The rows of a projection's weight for each head, times a scale: [heads, head, width]. */
  private Value outputOf(String name, String part, int inner, float scale) {
    String weight = name + "." + part + "_proj.weight";
    return graph.weight(
        weight,
        List.of(heads, inner / heads, (long) width),
        Scaled.by(scale, weights.direct(weight, inner, width)));
  }

  /** The columns that a projection's weight has for each head: [heads, width, head]. */
  private Value inputOf(String name, String part, int inner) {
    String weight = name + "." + part + "_proj.weight";
    weights.requireShape(weight, inner, width);
    int head = inner / SamLayout.HEADS;
    return graph.weight(
        weight,
        List.of(heads, (long) width, (long) head),
        out -> {
          float[] rows = weights.floats(weight, inner, width);
          for (int i = 0; i < SamLayout.HEADS; i++) {
            float[] ofHead = new float[head * width];
            System.arraycopy(rows, i * ofHead.length, ofHead, 0, ofHead.length);
            out.accept(Matrices.transpose(ofHead, head, width), 0, ofHead.length);
          }
        });
  }

  /** The part of the output projection for each head: [heads, head, width]. */
  private Value outputRows(String name, int inner) {
    return graph.weight(
        name + ".out_proj.weight",
        List.of(heads, inner / heads, (long) width),
        weights.transposed(name + ".out_proj.weight", 0, width, width, inner));
  }

  /** The bias of the queries for each head, times the scale of the scores: [heads, head, 1]. */
  private Value biasColumns(String name, int inner) {
    return graph.exact(
        name + ".q_proj.bias",
        List.of(heads, inner / heads, 1L),
        Scaled.by(scale(inner), weights.direct(name + ".q_proj.bias", inner)));
  }
}
