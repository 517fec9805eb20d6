package io.github.ram4j.convert.model;

import io.github.ram4j.convert.graph.Value;
import java.util.List;

/** What stands for the tags when the tagging head starts. */
interface TagRows {

  /**
   * A block of it.
   *
   * @param rows [batch, tags, hidden], or [tags, hidden] where they are constant
   * @param queries of the first layer where they are constant, [heads, tags, width], scaled; or
   *     null
   */
  record Start(Value rows, Value queries) {}

  /** Whether the first layer's queries are constant. */
  boolean hasQueries();

  /** What it needs for each tag, to be cut into blocks. */
  List<Value> constants();

  /**
   * Emits a block.
   *
   * @param block of the constants
   */
  Start of(List<Value> block);
}
