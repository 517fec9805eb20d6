package io.github.ram4j.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows of figures, each under a heading for people and a key for programs. Not thread-safe. */
public final class FigureTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "–";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Object>> rows = new ArrayList<>();

  /** Format of a column: numbers by a format of {@link String#format}, texts as they are. */
  private record Column(String key, String heading, String format) {

    boolean isText() {
      return format.equals("%s");
    }

    String cell(Object value) {
      return value == null ? NONE : String.format(Locale.ROOT, format, value).replace("|", "\\|");
    }
  }

  /**
   * Adds a column of texts, before any row.
   *
   * @param key in JSON
   * @param heading in Markdown
   * @return this
   */
  public FigureTable text(String key, String heading) {
    return figure(key, heading, "%s");
  }

  /**
   * Adds a column of figures, before any row.
   *
   * @param key in JSON
   * @param heading in Markdown
   * @param format in Markdown, of {@link String#format}
   * @return this
   */
  public FigureTable figure(String key, String heading, String format) {
    columns.add(new Column(key, heading, format));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param values one for each column; null, like NaN, where there is none
   * @return this
   * @throws IllegalArgumentException if there are more or fewer than columns
   */
  public FigureTable row(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "row: expected a value for each of %d columns, found %d"
              .formatted(columns.size(), values.length));
    }
    List<Object> row = new ArrayList<>();
    for (Object value : values) {
      row.add(value instanceof Double number && number.isNaN() ? null : value);
    }
    rows.add(row);
    return this;
  }

  /**
   * The table for people.
   *
   * @return lines of Markdown, figures to the right
   */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList()));
    lines.add(
        columns.stream()
            .map(column -> column.isText() ? "---" : "--:")
            .collect(Collectors.joining("|", "|", "|")));
    for (List<Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(columns.get(i).cell(row.get(i)));
      }
      lines.add(line(cells));
    }
    return lines;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /**
   * The table for programs.
   *
   * @return an object for each row, its figures by their keys and not rounded
   */
  public ArrayNode json() {
    ArrayNode array = JSON.createArrayNode();
    for (List<Object> row : rows) {
      ObjectNode object = array.addObject();
      for (int i = 0; i < row.size(); i++) {
        object.set(columns.get(i).key(), JSON.valueToTree(row.get(i)));
      }
    }
    return array;
  }
}
