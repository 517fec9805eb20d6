package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Value;
import java.util.List;

/**
 * A row for each tag from its descriptions' embeddings: their sum, each weighted by softmax over
 * the tag's descriptions of how near it is to the image.
 */
interface DescriptionMix {

  /** What it needs for each tag, to be cut into blocks. */
  List<Value> constants();

  /**
   * Emits a block.
   *
   * @param name of what it makes
   * @param block of the constants
   * @return [tags, batch, embedding width]
   */
  Value emit(String name, List<Value> block);
}
