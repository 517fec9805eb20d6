package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** The tags' representation at the start of the tagging head. */
interface TagRows {

  /**
   * The representation of a block of tags.
   *
   * @param rows [batch, tags, hidden], or [tags, hidden] if constant
   * @param queries constant queries of the first layer, [heads, tags, width], scaled; or null
   */
  record Start(Value rows, Value queries) {}

  /** Returns whether the first layer's queries are constant. */
  boolean hasQueries();

  /** The constants per tag, to be cut into blocks. */
  List<Value> constants();

  /**
   * Emits a block.
   *
   * @param block a block of the constants
   */
  Start of(List<Value> block);
}
