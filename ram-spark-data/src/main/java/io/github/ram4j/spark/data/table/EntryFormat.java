package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.Example;
import java.io.Serializable;
import java.util.Optional;

/**
 * Format of a table's entries. Implementations are immutable and thread-safe.
 *
 * @param <T> text of a line, or a row
 */
public interface EntryFormat<T> extends Serializable {
  /**
   * Reads an entry.
   *
   * @param entry a line or row
   * @return the example
   * @throws io.github.ram4j.data.ExampleException if it is none
   */
  Example example(T entry);

  /**
   * The image's bytes, where the table has them.
   *
   * @param entry a line or row
   * @return empty where the image is read from its path
   */
  default Optional<byte[]> bytes(T entry) {
    return Optional.empty();
  }

  /**
   * Puts a changed example into its entry.
   *
   * @param entry a line or row
   * @param example the changed example
   * @return a new entry of the output
   */
  T changed(T entry, Example example);
}
