package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.ExampleLine;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.Function2;

/** The lines of a partition that are not blank, with their places. */
final class PlacedLines implements Function2<Integer, Iterator<RawLine>, Iterator<Entry<String>>> {
  private static final long serialVersionUID = 1L;

  private final List<Long> firstPlaces;

  /**
   * Knows the places.
   *
   * @param firstPlaces one for each partition, and the number of all examples
   */
  PlacedLines(List<Long> firstPlaces) {
    this.firstPlaces = List.copyOf(firstPlaces);
  }

  @Override
  public Iterator<Entry<String>> call(Integer partition, Iterator<RawLine> lines) {
    return new Placed(lines, firstPlaces.get(partition), firstPlaces.get(partition + 1));
  }

  private static final class Placed implements Iterator<Entry<String>> {
    private final Iterator<RawLine> lines;
    private final long end;
    private long place;

    Placed(Iterator<RawLine> lines, long place, long end) {
      this.lines = lines;
      this.place = place;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      if (place < end) {
        return true;
      }
      while (lines.hasNext()) {
        if (decoded(lines.next()).isPresent()) {
          throw changed();
        }
      }
      return false;
    }

    @Override
    public Entry<String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("lines: expected a next one, found the end");
      }
      while (lines.hasNext()) {
        Optional<String> line = decoded(lines.next());
        if (line.isPresent()) {
          return new Entry<>(place++, line.get());
        }
      }
      throw changed();
    }

    private static Optional<String> decoded(RawLine line) {
      return ExampleLine.decode(line.bytes());
    }

    private static IllegalStateException changed() {
      return new IllegalStateException(
          "examples: expected the files to stay as they are, found other lines");
    }
  }
}
