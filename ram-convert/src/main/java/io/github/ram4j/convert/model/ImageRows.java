package io.github.ram4j.convert.model;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;

/** The hidden states of images, which all graphs but the image encoder take. */
final class ImageRows {
  private ImageRows() {}

  /** An input, float32 [batch, rows, width]. */
  static Value input(Graph graph, Architecture sizes) {
    return graph.input(
        TaggingGraphs.ROWS, TaggingGraphs.BATCH, sizes.memoryRows(), sizes.visionWidth());
  }
}
