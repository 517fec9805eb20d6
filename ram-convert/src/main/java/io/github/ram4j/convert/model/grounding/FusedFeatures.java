package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.GroundingSizes;
import java.util.List;

/**
 * Emits the feature encoder: fusion, text and image layers in turn.
 *
 * @see "transformer.py (GroundingDINO, 856dde2)"
 */
final class FusedFeatures {
  private static final String TOKENS = "tokens";
  private static final String PLACES = "places";

  private FusedFeatures() {}

  static void emit(Emitter to) {
    Graph graph = to.graph();
    GroundingSizes sizes = to.sizes();
    int width = sizes.width();
    Value image = graph.input(LocatingGraphs.FEATURES, PLACES, width);
    Value waves = graph.input(LocatingGraphs.PLACES, PLACES, width);
    Value levels = graph.integerInput(LocatingGraphs.LEVEL_OF_PLACE, PLACES);
    Value centres = graph.input(LocatingGraphs.CENTRES, PLACES, 2);
    Value placeBias = graph.input(LocatingGraphs.PLACE_BIAS, 1, PLACES);
    Value text = graph.input(LocatingGraphs.TEXT, TOKENS, width);
    Value textBias = graph.input(LocatingGraphs.TEXT_BIAS, 1, 1, TOKENS, TOKENS);
    Value textPlaces = graph.input(LocatingGraphs.TEXT_PLACES, TOKENS, width);
    DeformableAttention deformable = deformable(to);
    Value pixels = deformable.inPixels("centres.pixels", centres);
    Value table =
        graph.exact(
            "transformer.level_embed",
            List.of((long) sizes.levels(), (long) width),
            to.weights().direct("transformer.level_embed", sizes.levels(), width));
    Value places = to.add("places.sum", waves, to.gather("places.levels", table, 0, levels));
    Fusion fusion = new Fusion(to);
    for (int i = 0; i < sizes.encoderLayers(); i++) {
      String layer = "transformer.encoder.%s.%d.";
      Fusion.Both fused =
          fusion.emit(layer.formatted("fusion_layers", i), new Fusion.Both(image, text), placeBias);
      text = textLayer(to, layer.formatted("text_layers", i), fused.text(), textPlaces, textBias);
      String imageLayer = layer.formatted("layers", i);
      Value queries = to.add(imageLayer + "queries", fused.image(), places);
      Value update =
          deformable.emit(
              imageLayer + "self_attn.",
              new DeformableAttention.Queries(queries, pixels, null),
              fused.image(),
              LocatingGraphs.PLACE_BLOCK);
      Value attended =
          to.normalizeSum(
              imageLayer + "norm1", update, imageLayer + "self_attn.output_proj", fused.image());
      image =
          to.feedForwardInBlocks(
              imageLayer, "norm2", attended, sizes.feedForward(), LocatingGraphs.PLACE_BLOCK);
    }
    graph.output(to.layers().reshape(LocatingGraphs.MEMORY, image, -1, width), PLACES, width);
    graph.output(to.layers().reshape(LocatingGraphs.MEMORY_TEXT, text, -1, width), TOKENS, width);
  }

  static DeformableAttention deformable(Emitter to) {
    return new DeformableAttention(
        to,
        to.graph().input(LocatingGraphs.LEVEL_SIZES, to.sizes().levels(), 2),
        to.graph().input(LocatingGraphs.LEVEL_STARTS, to.sizes().levels()));
  }

  private static Value textLayer(Emitter to, String layer, Value text, Value places, Value bias) {
    Value placed = to.add(layer + "placed", text, places);
    String attention = layer + "self_attn.";
    Value update =
        to.attention(attention, List.of(placed, placed, text), bias, to.sizes().fewHeads());
    Value attended = to.normalizeSum(layer + "norm1", update, attention + "out_proj", text);
    return to.feedForward(layer, "norm2", attended, to.sizes().textFeedForward());
  }
}
