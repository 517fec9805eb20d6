package io.github.ram4j.spark.data;

import io.github.ram4j.ImageSource;
import io.github.ram4j.data.Example;
import io.github.ram4j.spark.data.infer.EntryImages;
import io.github.ram4j.spark.data.table.EntryFormat;
import io.github.ram4j.spark.data.table.ImageLocations;
import java.io.IOException;
import java.util.Optional;

/**
 * The images of a table of examples.
 *
 * @param <T> text of a line, or a row
 */
record ExampleImages<T>(EntryFormat<T> format, ImageLocations locations) implements EntryImages<T> {
  @Override
  public Example example(T value) {
    return format.example(value);
  }

  @Override
  public ImageSource image(T value) throws IOException {
    Optional<byte[]> bytes = format.bytes(value);
    return bytes.isPresent()
        ? ImageSource.of(bytes.get())
        : locations.open(format.example(value).image());
  }

  /** The entry of a changed example in the output. */
  T changed(T value, Example example) {
    return format.changed(value, locations.moved(example));
  }
}
