package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;

/** Puts the encoder and the tagging head together: from pixels to the logits of all tags. */
public final class TaggerGraph {
  /** Name of the graph's input, float32 [batch, 3, size, size]. */
  public static final String INPUT = "image";

  private TaggerGraph() {}

  /**
   * The graph of a model.
   *
   * @param weights of the checkpoint; must stay open until the graph is written
   * @param sizes of the model
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   * @param weightType what weights are stored as
   * @return a graph with input {@link #INPUT} and output {@code logits}, float32 [batch, tags]
   */
  public static Graph of(
      Weights weights, Architecture sizes, int[] chosen, ElementType weightType) {
    Graph graph = new Graph(sizes.family().id(), weightType);
    Value image = graph.input(INPUT, "batch", 3, sizes.imageSizePx(), sizes.imageSizePx());
    Value encoded = new SwinGraph(graph, weights, sizes).emit(image);
    Value logits = new TaggingGraph(graph, weights, sizes, chosen).emit(encoded);
    graph.output(logits, "batch", chosen.length);
    return graph;
  }
}
