package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits the caption half of Tag2Text: the tag encoder and the caption decoder.
 *
 * <p>The tag encoder depends on the image and its tags alone; its outputs are the keys and values
 * of the decoder's cross-attention, computed once for an image. The decoder has a KV cache: it
 * takes the keys and values of earlier tokens and returns them with the new tokens' appended, so
 * that each token is computed once. All hypotheses of an image share one KV cache: they are rows of
 * one attention, and an attention mask limits each to its own tokens. So beams with common tokens
 * need no copies of them, and the choice of other beams costs nothing.
 *
 * @see "bert.py and tag2text.py (recognize-anything, 7cb804a)"
 */
final class CaptionGraphs {
  private static final String TAG_ENCODER_EMBEDDINGS = TensorNames.TAG_ENCODER + "embeddings.";
  private static final String DECODER_EMBEDDINGS = TensorNames.DECODER + "embeddings.";
  private static final long TOKENS = CaptionSizes.TAG_TOKENS;

  private final Weights weights;
  private final Architecture sizes;
  private final Architecture.Text text;
  private final Numerics numerics;

  CaptionGraphs(Weights weights, Architecture sizes, Architecture.Text text, Numerics numerics) {
    this.weights = weights;
    this.sizes = sizes;
    this.text = text;
    this.numerics = numerics;
  }

  /**
   * Emits the tag encoder: from tags and image embeddings to the keys and values of the decoder's
   * cross-attention.
   */
  Graph tagEncoder() {
    Graph graph = new Graph(CaptioningGraphs.TAG_ENCODER, numerics);
    Value ids = graph.integerInput(CaptioningGraphs.IDS, TaggingGraphs.BATCH, TOKENS);
    Value bias = graph.input(CaptioningGraphs.BIAS, TaggingGraphs.BATCH, 1, TOKENS, TOKENS);
    Value image = ImageRows.input(graph, sizes);
    TextLayers layers = new TextLayers(graph, weights, sizes, text);
    Value words = layers.words(TAG_ENCODER_EMBEDDINGS, ids);
    Value positions =
        graph.exact(
            TAG_ENCODER_EMBEDDINGS + "positions",
            List.of(TOKENS, (long) sizes.hidden()),
            layers.firstPositions(TAG_ENCODER_EMBEDDINGS, TOKENS));
    Value rows = layers.embed(TAG_ENCODER_EMBEDDINGS, words, positions);
    for (int i = 0; i < text.encoderLayers(); i++) {
      String layer = TensorNames.TAG_ENCODER_LAYER + i + ".";
      rows = layers.selfAttention(layer, rows, bias);
      rows = layers.crossAttention(layer, rows, image);
      rows = layers.feedForward(layer, rows);
    }
    for (int i = 0; i < text.decoderLayers(); i++) {
      String cross = TensorNames.DECODER_LAYER + i + ".crossattention.self.";
      output(
          graph,
          layers.perHead(cross + "key", CaptioningGraphs.TAG_KEYS + i, rows, TOKENS),
          TOKENS);
      output(
          graph,
          layers.perHead(cross + "value", CaptioningGraphs.TAG_VALUES + i, rows, TOKENS),
          TOKENS);
    }
    return graph;
  }

  /**
   * Emits the caption decoder: logits of the next tokens, and keys and values of all tokens so far.
   */
  Graph decoder() {
    Graph graph = new Graph(CaptioningGraphs.CAPTION_DECODER, numerics);
    Value ids = graph.integerInput(CaptioningGraphs.IDS, TaggingGraphs.BATCH, "words");
    Value positionIds = graph.integerInput(CaptioningGraphs.POSITIONS, "words");
    Value bias =
        graph.input(CaptioningGraphs.BIAS, TaggingGraphs.BATCH, 1, "words", "past + words");
    Value wanted = graph.integerInput(CaptioningGraphs.WANTED, "n");
    TextLayers layers = new TextLayers(graph, weights, sizes, text);
    Value table = layers.wordTable(DECODER_EMBEDDINGS);
    Value words = layers.gather(DECODER_EMBEDDINGS + "words", table, 0, ids);
    Value positions =
        layers.gather(
            DECODER_EMBEDDINGS + "positions",
            layers.positionTable(DECODER_EMBEDDINGS),
            0,
            positionIds);
    Value rows = layers.embed(DECODER_EMBEDDINGS, words, positions);
    List<Value> caches = new ArrayList<>();
    for (int i = 0; i < text.decoderLayers(); i++) {
      String layer = TensorNames.DECODER_LAYER + i + ".";
      TextLayers.Cached attended =
          layers.selfAttention(
              layer,
              rows,
              bias,
              heads(graph, CaptioningGraphs.PAST_KEYS + i, "past"),
              heads(graph, CaptioningGraphs.PAST_VALUES + i, "past"),
              i);
      caches.addAll(List.of(attended.keys(), attended.values()));
      rows =
          layers.crossAttention(
              layer,
              attended.rows(),
              heads(graph, CaptioningGraphs.TAG_KEYS + i, TOKENS),
              heads(graph, CaptioningGraphs.TAG_VALUES + i, TOKENS));
      rows = layers.feedForward(layer, rows);
    }
    Value last = layers.gather(TensorNames.PREDICTIONS + "wanted", rows, 1, wanted);
    graph.output(
        predictions(graph, layers, last, table), TaggingGraphs.BATCH, "n", text.vocabulary());
    caches.forEach(cache -> output(graph, cache, "past + words"));
    return graph;
  }

  /**
   * Emits the prediction head: dense, GELU, LayerNorm, and the tied token embedding as the output
   * layer.
   */
  private Value predictions(Graph graph, TextLayers layers, Value rows, Value table) {
    Value active =
        layers.activated(TensorNames.PREDICTIONS + "transform.dense", rows, sizes.hidden());
    Value normalized = layers.normalize(TensorNames.PREDICTIONS + "transform.LayerNorm", active);
    Value flat = layers.reshape(TensorNames.PREDICTIONS + "flat", normalized, -1, sizes.hidden());
    Value logits =
        graph.emit(
            Op.GEMM,
            TensorNames.PREDICTIONS + "decoder",
            List.of(Attribute.of("transB", 1L)),
            flat,
            table,
            layers.vector(TensorNames.PREDICTIONS + "bias", text.vocabulary()));
    Value shape =
        graph.emit(
            Op.SHAPE,
            TensorNames.PREDICTIONS + "shape",
            List.of(Attribute.of("start", 0L), Attribute.of("end", 2L)),
            rows);
    Value withVocabulary =
        graph.emit(
            Op.CONCAT,
            TensorNames.PREDICTIONS + "shape.logits",
            List.of(Attribute.of("axis", 0L)),
            shape,
            graph.integers(text.vocabulary()));
    return graph.emit(Op.RESHAPE, TaggingGraphs.LOGITS, logits, withVocabulary);
  }

  private Value heads(Graph graph, String name, Object rows) {
    return graph.input(name, TaggingGraphs.BATCH, text.heads(), rows, headWidth());
  }

  private void output(Graph graph, Value value, Object rows) {
    graph.output(value, TaggingGraphs.BATCH, text.heads(), rows, headWidth());
  }

  private int headWidth() {
    return sizes.hidden() / text.heads();
  }
}
