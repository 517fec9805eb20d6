package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.GraphRole;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Weights;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The graphs of a model, one for each {@link GraphRole}, whose inputs and outputs are said there.
 *
 * <p>The image encoder stands alone, since an image goes through it once, whatever is asked of it
 * afterwards.
 */
public final class ModelGraphs {
  /** The image encoder's output and the others' input, float32 [images, rows, width]. */
  static final String ROWS = "rows";

  /** The name of how many images go through a graph together. */
  static final String IMAGES = "pictures";

  private ModelGraphs() {}

  /**
   * The graphs of a model.
   *
   * @param weights of the checkpoint; must stay open until the graphs are written
   * @param sizes of the model
   * @param text sizes of its caption half, empty to leave that out
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   * @param numerics what the graphs store and compute with
   * @return a graph for each role
   */
  public static Map<GraphRole, Graph> of(
      Weights weights,
      Architecture sizes,
      Optional<Architecture.Text> text,
      int[] chosen,
      Numerics numerics) {
    Map<GraphRole, Graph> graphs = new EnumMap<>(GraphRole.class);
    graphs.put(GraphRole.IMAGE_ENCODER, imageEncoder(weights, sizes, numerics));
    graphs.put(GraphRole.TAGGING_HEAD, taggingHead(weights, sizes, chosen, numerics));
    text.ifPresent(
        sizesOfText -> {
          // Rows quantized together depend on each other: sentences would on those beside them.
          ElementType stored = numerics.weightType();
          Numerics ofText = Numerics.of(stored == ElementType.INT8 ? ElementType.FLOAT : stored);
          CaptionGraphs captions = new CaptionGraphs(weights, sizes, sizesOfText, ofText);
          graphs.put(GraphRole.TAG_ENCODER, captions.tagEncoder());
          graphs.put(GraphRole.CAPTION_DECODER, captions.decoder());
        });
    return graphs;
  }

  private static Graph imageEncoder(Weights weights, Architecture sizes, Numerics numerics) {
    Graph graph = new Graph(GraphRole.IMAGE_ENCODER.id(), numerics);
    Value image = graph.input("image", IMAGES, 3, sizes.imageSizePx(), sizes.imageSizePx());
    Value rows = new SwinGraph(graph, weights, sizes).emit(image, ROWS);
    graph.output(rows, IMAGES, sizes.memoryRows(), sizes.visionWidth());
    return graph;
  }

  private static Graph taggingHead(
      Weights weights, Architecture sizes, int[] chosen, Numerics numerics) {
    Graph graph = new Graph(GraphRole.TAGGING_HEAD.id(), numerics);
    Value rows = rowsInput(graph, sizes);
    Value logits = new TaggingGraph(graph, weights, sizes, chosen).emit(rows);
    graph.output(logits, IMAGES, chosen.length);
    return graph;
  }

  static Value rowsInput(Graph graph, Architecture sizes) {
    return graph.input(ROWS, IMAGES, sizes.memoryRows(), sizes.visionWidth());
  }
}
