package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.lines.InputFile;
import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tab-separated values whose first line names the columns, as tag lists are. */
final class TagFile {
  private static final int MOST_LINES = 1 << 20;

  /**
   * A line.
   *
   * @param number from 1
   * @param cells from the name of a column to the line's cell, not blank
   */
  record Line(int number, Map<String, String> cells) {
    String cell(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }
  }

  private TagFile() {}

  /**
   * Reads a file.
   *
   * @param what the kind of file in messages
   * @throws FileFormatException if a column is missing or a line is not of the columns
   */
  static List<Line> read(String what, Path file, List<String> columns) throws IOException {
    String name = what + " " + file;
    try (Reader reader = InputFile.reader(file)) {
      return lines(name, reader, columns);
    } catch (CharacterCodingException e) {
      throw new FileFormatException(name + ": expected UTF-8 text, found other bytes", e);
    }
  }

  /** Reads a file of ram-core's jar. */
  static List<Line> shipped(String file, List<String> columns) {
    String resource = "tag-lists/" + file;
    try (InputStream in = TagVocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": expected it in ram-core's jar, found none");
      }
      return lines(resource, new InputStreamReader(in, StandardCharsets.UTF_8), columns);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static List<Line> lines(String name, Reader text, List<String> columns)
      throws IOException {
    BufferedReader reader = new BufferedReader(new LineLimit(text, name, FileFormatException::new));
    String first = reader.readLine();
    List<String> found =
        first == null ? List.of() : List.of(first.replace("\uFEFF", "").split("\t", -1));
    if (!found.containsAll(columns)) {
      throw new FileFormatException(
          "%s: expected a first line with the columns %s, found %s"
              .formatted(name, String.join(", ", columns), String.join(", ", found)));
    }
    List<Line> lines = new ArrayList<>();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        lines.add(new Line(number, cells(name, number, found, line)));
      }
      if (number > MOST_LINES) {
        throw new FileFormatException(
            "%s: expected at most %,d lines, found more".formatted(name, MOST_LINES));
      }
    }
    return lines;
  }

  private static Map<String, String> cells(
      String name, int number, List<String> columns, String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != columns.size()) {
      throw new FileFormatException(
          "%s, line %d: expected %d cells, found %d"
              .formatted(name, number, columns.size(), cells.length));
    }
    Map<String, String> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isBlank()) {
        throw new FileFormatException(
            "%s, line %d: expected a %s, found a blank".formatted(name, number, columns.get(i)));
      }
      byColumn.put(columns.get(i), cells[i].strip());
    }
    return byColumn;
  }
}
