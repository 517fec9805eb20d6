package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.layout.Matrices;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.Layers;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/**
 * Emits a fusion layer: image and text attend to each other.
 *
 * <p>The wide projections of the image meet the few tokens of the text instead of the many places:
 * (x · A) · k is x · (A · k). So no place has a row of the inner width. The authors subtract a
 * maximum from the scores and clamp to ±50000, which changes nothing unless scores are as far
 * apart.
 */
final class Fusion {
  private final Emitter to;
  private final Graph graph;
  private final Layers layers;
  private final GroundingSizes sizes;
  private final int heads;
  private final int inner;
  private final int headWidth;

  Fusion(Emitter to) {
    this.to = to;
    this.graph = to.graph();
    this.layers = to.layers();
    this.sizes = to.sizes();
    this.heads = sizes.fewHeads();
    this.inner = sizes.fusion();
    this.headWidth = inner / heads;
  }

  /** Image and text. */
  record Both(Value image, Value text) {}

  /**
   * Emits a layer.
   *
   * @param layer prefix, with its dot
   * @param before image, [places, width], and text, [tokens, width]
   * @param placeBias 0, or a large negative number for filler, [1, places]
   */
  Both emit(String layer, Both before, Value placeBias) {
    int width = sizes.width();
    Value image = layers.normalize(layer + "layer_norm_v", before.image(), width);
    Value text = layers.normalize(layer + "layer_norm_l", before.text(), width);
    String name = layer + "attn.";
    Value keys = perHead(name + "l_proj", scaledKeys(name, text));
    Value queries = headsOf(name + "v_proj", false);
    Value matrix = columns(name + "matrix", graph.emit(Op.MATMUL, name + "folded", keys, queries));
    Value biases =
        graph.exact(
            name + "v_proj.bias",
            List.of((long) heads, (long) headWidth, 1L),
            to.weights().direct(name + "v_proj.bias", inner));
    Value constants =
        layers.reshape(
            name + "constants", graph.emit(Op.MATMUL, name + "folded_bias", keys, biases), 1, -1);
    Value unbiased = to.timesTransposed(name + "unbiased", image, matrix);
    Value scores = to.add(name + "scores", unbiased, constants);
    return new Both(
        to.add(layer + "image", image, toImage(layer, scores, text)),
        to.add(layer + "text", text, toText(layer, scores, image, placeBias)));
  }

  /** Emits what the places take from the tokens, [places, width]. */
  private Value toImage(String layer, Value scores, Value text) {
    String name = layer + "attn.";
    int width = sizes.width();
    Value ofHeads = layers.reshape(name + "by_token", scores, 0, heads, -1);
    Value shares =
        layers.reshape(name + "token_shares", to.softmax(name + "over_text", ofHeads), 0, -1);
    Value values =
        perHead(name + "values_l_proj", layers.linear(name + "values_l_proj", text, inner, width));
    String out = name + "out_v_proj";
    Value folded =
        graph.weight(
            out + ".weight",
            List.of((long) heads, (long) headWidth, (long) width),
            to.weights().transposed(out + ".weight", 0, width, width, inner));
    Value products =
        columns(out + ".columns", graph.emit(Op.MATMUL, out + ".folded", values, folded));
    Value scaled = to.multiply(out + ".scaled", products, layers.vector(layer + "gamma_v", width));
    Value taken = graph.emit(Op.MATMUL, out + ".taken", shares, scaled);
    float[] bias = to.weights().floats(out + ".bias", width);
    float[] gamma = to.weights().floats(layer + "gamma_v", width);
    for (int i = 0; i < width; i++) {
      bias[i] *= gamma[i];
    }
    return to.add(out, taken, to.constant(out + ".bias", List.of(1L, (long) width), bias));
  }

  /** Emits what the tokens take from the places, [tokens, width]. */
  private Value toText(String layer, Value scores, Value image, Value placeBias) {
    String name = layer + "attn.";
    int width = sizes.width();
    Value byPlace = layers.transpose(name + "by_place", scores, 1L, 0L);
    Value placed = to.add(name + "placed", byPlace, placeBias);
    Value shares = to.softmax(name + "over_image", placed);
    Value means = graph.emit(Op.MATMUL, name + "means", shares, image);
    Value ofHeads = layers.reshape(name + "means.heads", means, heads, -1, width);
    Value matrices = headsOf(name + "values_v_proj", true);
    Value values = graph.emit(Op.MATMUL, name + "values_v", ofHeads, matrices);
    Value ordered = layers.transpose(name + "values_v.ordered", values, 1L, 0L, 2L);
    Value rows = layers.reshape(name + "values_v.rows", ordered, -1, inner);
    String out = name + "out_l_proj";
    // Shares sum to 1, so the values' bias goes through as it is.
    float[] bias =
        Matrices.linear(
            to.weights().floats(name + "values_v_proj.bias", inner),
            1,
            inner,
            to.weights().floats(out + ".weight", width, inner),
            to.weights().floats(out + ".bias", width));
    Value taken =
        graph
            .products()
            .of(
                out,
                rows,
                inner,
                width,
                to.weights().transposed(out + ".weight", 0, width, width, inner),
                TensorSource.of(bias));
    return to.multiply(out + ".scaled", taken, layers.vector(layer + "gamma_l", width));
  }

  /** Emits the keys, scaled by the root of a head's width. */
  private Value scaledKeys(String name, Value text) {
    Value keys = layers.linear(name + "l_proj", text, inner, sizes.width());
    return to.multiply(
        name + "keys", keys, graph.scalar((float) (1 / Math.sqrt((double) headWidth))));
  }

  /** Adds a wide projection cut by heads: [heads, head width, width], or each transposed. */
  private Value headsOf(String linear, boolean transposed) {
    long width = sizes.width();
    Weights weights = to.weights();
    if (!transposed) {
      return graph.weight(
          linear + ".weight",
          List.of((long) heads, (long) headWidth, width),
          weights.direct(linear + ".weight", inner, width));
    }
    weights.requireShape(linear + ".weight", inner, width);
    return graph.weight(
        linear + ".weight",
        List.of((long) heads, width, (long) headWidth),
        out -> {
          for (int head = 0; head < heads; head++) {
            weights
                .transposed(
                    linear + ".weight",
                    head * headWidth,
                    (head + 1) * headWidth,
                    inner,
                    (int) width)
                .writeTo(out);
          }
        });
  }

  /** Splits [tokens, inner] into [heads, tokens, head width]. */
  private Value perHead(String name, Value rows) {
    Value cut = layers.reshape(name + ".cut", rows, -1, heads, headWidth);
    return layers.transpose(name + ".heads", cut, 1L, 0L, 2L);
  }

  /** Joins [heads, tokens, width] to [heads · tokens, width]. */
  private Value columns(String name, Value perHead) {
    return layers.reshape(name, perHead, -1, sizes.width());
  }
}
