package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
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
   * Emits the graphs of a model; to measure products, the image encoder and the tagging head alone.
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
    if (numerics.style() == Numerics.Style.PROBE) {
      return graphs;
    }
    // Rows quantized together depend on each other, so a sentence or a tag would on its neighbours.
    ElementType stored = numerics.weightType();
    Numerics ofFew =
        Numerics.of(stored == ElementType.INT8 ? ElementType.FLOAT : stored, numerics.style());
    if (hasOpenHead(sizes)) {
      Graph open = new Graph(TaggingGraphs.OPEN_TAGGING_HEAD, ofFew);
      new OpenTaggingGraph(open, weights, sizes).emit();
      graphs.put(TaggingGraphs.OPEN_TAGGING_HEAD, open);
    }
    text.ifPresent(
        sizesOfText -> {
          CaptionGraphs captions = new CaptionGraphs(weights, sizes, sizesOfText, ofFew);
          graphs.put(CaptioningGraphs.TAG_ENCODER, captions.tagEncoder());
          graphs.put(CaptioningGraphs.CAPTION_DECODER, captions.decoder());
        });
    return graphs;
  }

  /** Returns whether a model's tags are represented by text embeddings, which others can be. */
  public static boolean hasOpenHead(Architecture sizes) {
    return sizes.family().equals(ModelFamily.RAM) || sizes.family().equals(ModelFamily.RAM_PLUS);
  }

  private static Graph imageEncoder(Weights weights, Architecture sizes, Numerics numerics) {
    Graph graph = new Graph(TaggingGraphs.IMAGE_ENCODER, numerics);
    Value image =
        graph.input(
            TaggingGraphs.IMAGE, TaggingGraphs.BATCH, 3, sizes.imageSizePx(), sizes.imageSizePx());
    ImageRows.output(graph, weights, sizes, image);
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
