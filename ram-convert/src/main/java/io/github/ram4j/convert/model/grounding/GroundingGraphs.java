package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.GroundingLayout;
import io.github.ram4j.convert.layout.GroundingSizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The graphs of a Grounding DINO, as {@link LocatingGraphs} describes them. */
public final class GroundingGraphs {
  private GroundingGraphs() {}

  /**
   * Emits the graphs by name.
   *
   * @param layout of weights that stay open until the graphs are written
   * @param numerics dtypes and operators; where products are in int8, those of the text encoder and
   *     of the box decoder stay in float32, as do the few that say where points are and what text
   *     and image take from each other
   */
  public static Map<String, Graph> of(GroundingLayout layout, Numerics numerics) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    Numerics exact =
        numerics.weightType() == ElementType.INT8
            ? Numerics.of(ElementType.FLOAT, numerics.style())
            : numerics;
    put(graphs, LocatingGraphs.TEXT_ENCODER, layout, exact, TextFeatures::emit);
    put(graphs, LocatingGraphs.IMAGE_ENCODER, layout, numerics, ImageFeatures::emit);
    put(
        graphs,
        LocatingGraphs.FEATURE_ENCODER,
        layout,
        inImageLayers(numerics, layout.sizes()),
        FusedFeatures::emit);
    put(graphs, LocatingGraphs.BOX_DECODER, layout, exact, BoxDecoder::emit);
    return graphs;
  }

  /** Numerics with int8 in the wide products of image layers alone. */
  private static Numerics inImageLayers(Numerics numerics, GroundingSizes sizes) {
    Set<String> kept = new TreeSet<>(numerics.floatProducts());
    for (int i = 0; i < sizes.encoderLayers(); i++) {
      String layer = "transformer.encoder.%s.%d.%s";
      for (String product : List.of("sampling_offsets", "attention_weights")) {
        kept.add(layer.formatted("layers", i, "self_attn." + product));
      }
      for (String product : List.of("l_proj", "values_l_proj", "out_l_proj")) {
        kept.add(layer.formatted("fusion_layers", i, "attn." + product));
      }
      for (String product : List.of("query", "key", "value", "out_proj")) {
        kept.add(layer.formatted("text_layers", i, "self_attn." + product));
      }
      for (String product : List.of("linear1", "linear2")) {
        kept.add(layer.formatted("text_layers", i, product));
      }
    }
    return new Numerics(numerics.weightType(), numerics.largestWeight(), kept, numerics.style());
  }

  private static void put(
      Map<String, Graph> graphs,
      String name,
      GroundingLayout layout,
      Numerics numerics,
      Consumer<Emitter> emitter) {
    Graph graph = new Graph(name, numerics);
    emitter.accept(new Emitter(graph, layout));
    graphs.put(name, graph);
  }
}
