package io.github.ram4j.convert.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.Weights;

/**
 * The image embeddings: the output of the image encoder and an input of all other graphs, float32
 * [batch, rows, memory width]. RAM and RAM++ project the encoder's tokens to the width of text
 * embeddings, once for an image.
 */
final class ImageRows {
  private ImageRows() {}

  /** Adds the input. */
  static Value input(Graph graph, Architecture sizes) {
    return graph.input(
        TaggingGraphs.ROWS, TaggingGraphs.BATCH, sizes.memoryRows(), sizes.memoryWidth());
  }

  /**
   * Emits the image encoder, and makes its embeddings the output.
   *
   * @param image [batch, 3, size, size]
   */
  static void output(Graph graph, Weights weights, Architecture sizes, Value image) {
    SwinGraph encoder = new SwinGraph(graph, weights, sizes);
    Value rows =
        isProjected(sizes)
            ? projected(graph, weights, sizes, encoder.emit(image, "encoded"))
            : encoder.emit(image, TaggingGraphs.ROWS);
    graph.output(rows, TaggingGraphs.BATCH, sizes.memoryRows(), sizes.memoryWidth());
  }

  private static Value projected(Graph graph, Weights weights, Architecture sizes, Value encoded) {
    Layers layers = new Layers(graph, weights, HeadLayers.EPSILON);
    Value flat = layers.reshape("encoded.rows", encoded, -1, sizes.visionWidth());
    Value projected = layers.linear("image_proj", flat, sizes.memoryWidth(), sizes.visionWidth());
    return layers.reshape(
        TaggingGraphs.ROWS, projected, -1, sizes.memoryRows(), sizes.memoryWidth());
  }

  private static boolean isProjected(Architecture sizes) {
    return !sizes.family().equals(ModelFamily.TAG2TEXT);
  }
}
