package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Value;
import java.util.List;

/**
 * Multi-description reweighting: a row for each tag, the sum of its descriptions' embeddings
 * weighted by the softmax of their similarities to the image.
 */
interface DescriptionMix {

  /** The constants per tag, to be cut into blocks. */
  List<Value> constants();

  /**
   * Emits a block.
   *
   * @param name the name of the result
   * @param block a block of the constants
   * @return [tags, batch, embedding width]
   */
  Value emit(String name, List<Value> block);
}
