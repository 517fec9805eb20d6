package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.GroundingSizes;
import io.github.ram4j.convert.model.TextLayers;
import java.util.List;

/** Emits the text encoder: BERT, and the projection of its last rows to the model's width. */
final class TextFeatures {
  private static final String TOKENS = "tokens";
  private static final String EMBEDDINGS = "bert.embeddings.";
  private static final String PROJECTION = "feat_map";

  private TextFeatures() {}

  static void emit(Emitter to) {
    Graph graph = to.graph();
    GroundingSizes.Text text = to.sizes().text();
    TextLayers layers =
        new TextLayers(
            graph,
            to.weights(),
            new TextLayers.Widths(text.hidden(), text.intermediate(), 0),
            new Architecture.Text(
                text.layers(), 0, text.heads(), text.vocabulary(), text.positions()));
    Value ids = graph.integerInput(LocatingGraphs.IDS, 1, TOKENS);
    Value positions = graph.integerInput(LocatingGraphs.POSITIONS, 1, TOKENS);
    Value bias = graph.input(LocatingGraphs.TEXT_BIAS, 1, 1, TOKENS, TOKENS);
    Value words = layers.gather("words", layers.wordTable(EMBEDDINGS), 0, ids);
    Value places = layers.gather("word_places", layers.positionTable(EMBEDDINGS), 0, positions);
    Value rows = layers.embed(EMBEDDINGS, graph.emit(Op.ADD, "typed", words, type(to)), places);
    for (int i = 0; i < text.layers(); i++) {
      String layer = "bert.encoder.layer.%d.".formatted(i);
      rows = layers.feedForward(layer, layers.selfAttention(layer, rows, bias));
    }
    int width = to.sizes().width();
    Value projected =
        to.layers()
            .linear(
                PROJECTION,
                to.layers().reshape("bert.rows", rows, -1, text.hidden()),
                width,
                text.hidden());
    graph.output(to.layers().reshape(LocatingGraphs.TEXT, projected, -1, width), TOKENS, width);
  }

  /** The embedding of the first kind of token: captions have no other. */
  private static Value type(Emitter to) {
    String name = EMBEDDINGS + "token_type_embeddings.weight";
    int hidden = to.sizes().text().hidden();
    long types = to.weights().shape(name, 2)[0];
    return to.graph()
        .exact(
            name,
            List.of((long) hidden),
            to.weights().rows(name, new int[] {0}, hidden, types, hidden));
  }
}
