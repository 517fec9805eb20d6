package io.github.ram4j.spark.data;

import io.github.ram4j.data.GivenLogits;
import io.github.ram4j.data.PassCounts;
import io.github.ram4j.spark.data.infer.Unreadable;
import io.github.ram4j.spark.data.table.Entry;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a task makes of its partition: an item for each entry, and the counts of all of them at the
 * end. Both come from the same inference, so that a partition that is computed twice counts once.
 *
 * @param <T> text of a line, or a row
 */
sealed interface Part<T> extends Serializable permits Part.Item, Part.Counts {

  /**
   * An entry after its image was recognized.
   *
   * @param entry the entry; by {@code generate} already changed
   * @param logits of its given tags, for a second pass; null where there is none
   * @param unreadable null for an image that was read
   */
  record Item<T>(Entry<T> entry, @Nullable GivenLogits logits, @Nullable Unreadable unreadable)
      implements Part<T> {}

  /** The counts of a partition. */
  record Counts<T>(PassCounts counts) implements Part<T> {}
}
