package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.lines.InputFile;
import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reader of text files with one entry a line. */
final class TextLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextLines() {}

  /** Consumer of a line that is not blank; the index is its number less one. */
  interface Line {
    void take(int index, String text) throws IOException;
  }

  /**
   * Reads the lines that are not blank, without keeping them all.
   *
   * @param kind name of the file's kind in messages
   * @throws FileFormatException if it is not UTF-8
   */
  static void forEach(String kind, Path file, Line line) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new LineLimit(InputFile.reader(file), kind + " " + file, FileFormatException::new))) {
      int index = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        if (index == 0 && text.startsWith(BYTE_ORDER_MARK)) {
          text = text.substring(BYTE_ORDER_MARK.length());
        }
        if (!text.isBlank()) {
          line.take(index, text);
        }
        index++;
      }
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "%s %s: expected UTF-8 text, found other bytes".formatted(kind, file), e);
    }
  }

  /** Returns whether the first line that is not blank has a tab, as lists with columns have. */
  static boolean hasColumns(String kind, Path file) throws IOException {
    List<String> first = new ArrayList<>(1);
    forEach(
        kind,
        file,
        (index, text) -> {
          if (first.isEmpty()) {
            first.add(text);
          }
        });
    return !first.isEmpty() && first.get(0).contains("\t");
  }

  static FileFormatException wrong(
      String kind, Path file, int index, String expected, String found) {
    return new FileFormatException(
        "%s %s, line %d: expected %s, found %s".formatted(kind, file, index + 1, expected, found));
  }
}
