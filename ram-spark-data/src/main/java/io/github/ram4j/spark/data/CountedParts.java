package io.github.ram4j.spark.data;

import io.github.ram4j.data.PassCounts;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The items of a task, and its counts behind the last. Not thread-safe. */
final class CountedParts<E, T> implements Iterator<Part<T>> {
  private final Iterator<E> entries;
  private final Function<E, Part.Item<T>> rule;
  private final PassCounts counts;
  private boolean ended;

  /**
   * Begins before the first entry.
   *
   * @param rule adds to the counts
   */
  CountedParts(Iterator<E> entries, Function<E, Part.Item<T>> rule, PassCounts counts) {
    this.entries = entries;
    this.rule = rule;
    this.counts = counts;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Part<T> next() {
    if (ended) {
      throw new NoSuchElementException("parts: expected a next one, found the end");
    }
    if (entries.hasNext()) {
      return rule.apply(entries.next());
    }
    ended = true;
    return new Part.Counts<>(counts);
  }
}
