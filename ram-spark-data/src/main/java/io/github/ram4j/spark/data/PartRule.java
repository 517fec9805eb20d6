package io.github.ram4j.spark.data;

import io.github.ram4j.data.PassCounts;
import io.github.ram4j.spark.data.infer.RecognizedEntries.Recognized;

/**
 * A pass's rule for the entries of one task. Not thread-safe.
 *
 * @param <T> text of a line, or a row
 */
interface PartRule<T> {
  /** Applies the rule to an entry. */
  Part.Item<T> apply(Recognized<T> entry);

  /** The counts of all entries so far. */
  PassCounts counts();
}
