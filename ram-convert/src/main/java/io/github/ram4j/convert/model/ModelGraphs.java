package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The graphs of a model, with inputs and outputs as in {@link TaggingGraphs} and {@link
 * CaptioningGraphs}.
 *
 * <p>The image encoder is a graph of its own, since each image is encoded once for all tasks.
 */
public final class ModelGraphs {
  private ModelGraphs() {}

  /**
   * Emits the graphs of a model.
   *
   * @param weights the weights of the checkpoint; must stay open until the graphs are written
   * @param sizes the sizes of the model
   * @param text sizes of its caption half, empty to leave the half out
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   * @param numerics dtypes and operators of the graphs
   * @return a graph for each name
   */
  public static Map<String, Graph> of(
      Weights weights,
      Architecture sizes,
      Optional<Architecture.Text> text,
      int[] chosen,
      Numerics numerics) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    graphs.put(TaggingGraphs.IMAGE_ENCODER, imageEncoder(weights, sizes, numerics));
    graphs.put(TaggingGraphs.TAGGING_HEAD, taggingHead(weights, sizes, chosen, numerics));
    text.ifPresent(
        sizesOfText -> {
          // Rows quantized together depend on each other, so a sentence would on its neighbours.
          ElementType stored = numerics.weightType();
          Numerics ofText =
              Numerics.of(
                  stored == ElementType.INT8 ? ElementType.FLOAT : stored, numerics.style());
          CaptionGraphs captions = new CaptionGraphs(weights, sizes, sizesOfText, ofText);
          graphs.put(CaptioningGraphs.TAG_ENCODER, captions.tagEncoder());
          graphs.put(CaptioningGraphs.CAPTION_DECODER, captions.decoder());
        });
    return graphs;
  }

  private static Graph imageEncoder(Weights weights, Architecture sizes, Numerics numerics) {
    Graph graph = new Graph(TaggingGraphs.IMAGE_ENCODER, numerics);
    Value image =
        graph.input(
            TaggingGraphs.IMAGE, TaggingGraphs.BATCH, 3, sizes.imageSizePx(), sizes.imageSizePx());
    Value rows = new SwinGraph(graph, weights, sizes).emit(image, TaggingGraphs.ROWS);
    graph.output(rows, TaggingGraphs.BATCH, sizes.memoryRows(), sizes.visionWidth());
    return graph;
  }

  private static Graph taggingHead(
      Weights weights, Architecture sizes, int[] chosen, Numerics numerics) {
    Graph graph = new Graph(TaggingGraphs.TAGGING_HEAD, numerics);
    Value rows = ImageRows.input(graph, sizes);
    Value logits = new TaggingGraph(graph, weights, sizes, chosen).emit(rows);
    graph.output(logits, TaggingGraphs.BATCH, chosen.length);
    return graph;
  }
}
