package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.graph.Value;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;

/** The first step of tags that begin as label embeddings, to the head's width. */
final class LabelProjection {
  private LabelProjection() {}

  /**
   * Emits relu(wordvec_proj(embeddings)).
   *
   * @param embeddings [batch · tags, tag width]
   * @return [batch, tags, hidden]
   */
  static Value emit(
      Graph graph, Layers layers, Architecture sizes, HeadAxes axes, Value embeddings) {
    Value projected =
        layers.linear(TensorNames.LABEL_PROJECTION, embeddings, sizes.hidden(), sizes.tagWidth());
    Value active = graph.emit(Op.RELU, "tags.active", projected);
    return layers.reshape("tags.start", active, axes.batch(), axes.tags(), sizes.hidden());
  }
}
