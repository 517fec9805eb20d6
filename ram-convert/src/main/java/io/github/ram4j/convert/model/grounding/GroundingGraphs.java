package io.github.ram4j.convert.model.grounding;

import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.layout.GroundingLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The graphs of a Grounding DINO, as {@link LocatingGraphs} describes them. */
public final class GroundingGraphs {
  private GroundingGraphs() {}

  /**
   * Emits the graphs by name.
   *
   * @param layout of weights that stay open until the graphs are written
   * @param ofText dtypes and operators of the text encoder
   * @param ofImage dtypes and operators of the others
   */
  public static Map<String, Graph> of(GroundingLayout layout, Numerics ofText, Numerics ofImage) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    put(graphs, LocatingGraphs.TEXT_ENCODER, layout, ofText, TextFeatures::emit);
    put(graphs, LocatingGraphs.IMAGE_ENCODER, layout, ofImage, ImageFeatures::emit);
    put(graphs, LocatingGraphs.FEATURE_ENCODER, layout, ofImage, FusedFeatures::emit);
    put(graphs, LocatingGraphs.BOX_DECODER, layout, ofImage, BoxDecoder::emit);
    return graphs;
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
