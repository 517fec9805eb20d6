package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of a truth file.
 *
 * @param image a path below a folder that the reader of the file knows
 * @param tags names or ids
 */
record TruthLine(String image, List<String> tags) {
  /** The first word of messages. */
  static final String KIND = "truth";

  /** The error of a malformed line. */
  static FileFormatException wrong(Path file, int line, String expected, String found) {
    return TextLines.wrong(KIND, file, line, expected, found);
  }
}
