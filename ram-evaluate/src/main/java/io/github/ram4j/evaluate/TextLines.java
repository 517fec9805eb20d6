package io.github.ram4j.evaluate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text files of one thing a line. */
final class TextLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextLines() {}

  /**
   * All lines, blank ones too, so that a line's place is its number less one.
   *
   * @param kind what messages call the file
   * @throws IllegalArgumentException if it is not UTF-8
   */
  static List<String> read(String kind, Path file) throws IOException {
    try {
      return Files.readString(file).replace(BYTE_ORDER_MARK, "").lines().toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s %s: expected UTF-8 text, found other bytes".formatted(kind, file), e);
    }
  }

  static IllegalArgumentException wrong(
      String kind, Path file, int index, String expected, String found) {
    return new IllegalArgumentException(
        "%s %s, line %d: expected %s, found %s".formatted(kind, file, index + 1, expected, found));
  }
}
