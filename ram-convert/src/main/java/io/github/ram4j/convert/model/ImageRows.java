package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;

/** The image embeddings, an input of all graphs but the image encoder. */
final class ImageRows {
  private ImageRows() {}

  /** Adds the input, float32 [batch, rows, width]. */
  static Value input(Graph graph, Architecture sizes) {
    return graph.input(
        TaggingGraphs.ROWS, TaggingGraphs.BATCH, sizes.memoryRows(), sizes.visionWidth());
  }
}
