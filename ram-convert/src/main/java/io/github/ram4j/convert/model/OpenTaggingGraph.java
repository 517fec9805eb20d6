package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Weights;

/**
 * Emits the open tagging head of RAM and RAM++: the layers of the tagging head for one image, with
 * the tags' text embeddings as inputs. Callers give a long list of tags in parts.
 *
 * @see "inference_ram_openset.py, inference_ram_plus_openset.py (recognize-anything, 7cb804a)"
 */
final class OpenTaggingGraph {
  private static final String TAGS = TaggingGraphs.TAGS;
  private static final String TEXTS = TaggingGraphs.TEXTS;

  private final Graph graph;
  private final Weights weights;
  private final Architecture sizes;
  private final Layers layers;

  OpenTaggingGraph(Graph graph, Weights weights, Architecture sizes) {
    this.graph = graph;
    this.weights = weights;
    this.sizes = sizes;
    this.layers = new Layers(graph, weights, HeadLayers.EPSILON);
  }

  /** Emits the head with its inputs and its output. */
  void emit() {
    Value image = graph.input(TaggingGraphs.ROWS, 1, sizes.memoryRows(), sizes.memoryWidth());
    Value memory = layers.reshape("memory.encoded", image, -1, sizes.memoryWidth());
    Value embeddings =
        sizes.family().equals(ModelFamily.RAM_PLUS)
            ? mixed(memory)
            : graph.input(TAGS, TAGS, sizes.tagWidth());
    HeadAxes axes = HeadAxes.ofOneImage();
    HeadLayers head = new HeadLayers(graph, weights, sizes, layers, axes);
    head.meetImage(memory, false);
    Value start = LabelProjection.emit(graph, layers, sizes, axes, embeddings);
    Value rows = head.emit(new TagRows.Start(start, null));
    graph.output(head.classify(TaggingGraphs.LOGITS, rows), 1, TAGS);
  }

  /**
   * Emits each tag's embedding for the image, a mix of its texts'.
   *
   * @return [tags, tag width]
   */
  private Value mixed(Value memory) {
    Value texts = graph.input(TEXTS, TAGS, TEXTS, sizes.tagWidth());
    Value bias = graph.input(TaggingGraphs.ATTENTION_BIAS, TAGS, TEXTS);
    Value columns = ImageColumns.emit(graph, weights, layers, sizes, memory);
    Value ofImage = layers.reshape("reweight.bias", bias, 0, 1, -1);
    Value mixed =
        new FloatDescriptionMix(graph, layers, texts, columns)
            .emit("reweight.mixed", texts, ofImage);
    return layers.reshape("reweight.rows", mixed, -1, sizes.tagWidth());
  }
}
