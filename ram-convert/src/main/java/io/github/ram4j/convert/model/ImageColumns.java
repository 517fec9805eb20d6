package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Attribute;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.List;

/** The image embeddings that RAM++ compares with text embeddings, a column for each image. */
final class ImageColumns {
  private ImageColumns() {}

  /**
   * Emits the first image embedding at length 1, times exp(reweight_scale).
   *
   * @param memory [batch · image rows, memory width]
   * @return [width, batch]
   */
  static Value emit(Graph graph, Weights weights, Layers layers, Architecture sizes, Value memory) {
    long width = sizes.tagWidth();
    Value images = layers.reshape("reweight.images", memory, -1, sizes.memoryRows(), width);
    Value mean =
        graph.emit(
            Op.GATHER,
            "reweight.mean",
            List.of(Attribute.of("axis", 1L)),
            images,
            graph.integers(0));
    Value flat = layers.reshape("reweight.flat", mean, -1, width);
    Value unit =
        graph.emit(
            Op.LP_NORMALIZATION,
            "reweight.unit",
            List.of(Attribute.of("axis", -1L), Attribute.of("p", 2L)),
            flat);
    float factor = (float) Math.exp(weights.floats(TensorNames.REWEIGHT_SCALE)[0]);
    Value scaled =
        graph.emit(
            Op.MUL,
            "reweight.scaled",
            unit,
            graph.exact("reweight_scale.exp", List.of(), TensorSource.of(new float[] {factor})));
    return layers.transpose("reweight.columns", scaled, 1L, 0L);
  }
}
