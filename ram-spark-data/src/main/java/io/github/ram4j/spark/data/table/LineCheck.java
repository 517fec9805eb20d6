package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.ExampleLine;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a partition's lines before they are used.
 *
 * @param file URI of their file; empty without lines
 * @param lines number of lines, up to the first that is no example
 * @param examples number of those that are not blank
 * @param error of that first one; null if there is none
 */
record LineCheck(String file, long lines, long examples, @Nullable String error)
    implements Serializable {

  /** Reads all lines of a partition. */
  static Iterator<LineCheck> of(Iterator<RawLine> lines) {
    String file = "";
    long count = 0;
    long examples = 0;
    while (lines.hasNext()) {
      RawLine line = lines.next();
      file = line.file();
      count++;
      try {
        Optional<String> text = ExampleLine.decode(line.bytes());
        if (text.isPresent()) {
          Example.parse(text.get());
          examples++;
        }
      } catch (ExampleException e) {
        return List.of(new LineCheck(file, count, examples, e.getMessage())).iterator();
      }
    }
    return List.of(new LineCheck(file, count, examples, null)).iterator();
  }
}
