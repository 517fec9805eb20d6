package io.github.ram4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The lines of a vocabulary's tags: tab-separated values with a line of column names. A list is
 * joined by "|"; a backslash stands before what would end a value.
 */
final class OpenTagLines {
  private static final List<String> COLUMNS =
      List.of("name", "recipe", "threshold", "rows", "width", "bias", "path", "synonyms");
  private static final String LANGUAGE = "name:";
  private static final int MOST_TAGS = 1 << 20;
  private static final int MOST_ROWS = 1 << 16;
  private static final int MOST_WIDTH = 1 << 16;

  /** Numbers of a tag: 65,536 descriptions of CLIP's width. */
  private static final long MOST_ELEMENTS = 1 << 25;

  /**
   * A tag without its rows.
   *
   * @param rows their number
   * @param width of a row
   * @param labels the tag with its names, path, synonyms and threshold, and no rows
   */
  record Line(TagRecipe recipe, int rows, int width, float bias, OpenTag labels) {
    long elements() {
      return (long) rows * width;
    }

    OpenTag tag(float[] elements) {
      OpenTag tag =
          switch (recipe) {
            case LISTED -> labels;
            case EXAMPLES -> OpenTag.ofExamples(labels.name(), elements, bias);
            case TEMPLATES, DESCRIPTIONS, EMBEDDINGS ->
                OpenTag.of(labels.name(), recipe, elements, width);
          };
      return tag.withThreshold(labels.threshold())
          .withNames(labels.names())
          .withPath(labels.path())
          .withSynonyms(labels.synonyms());
    }
  }

  private final String source;
  private final List<String> header;
  private int line = 1;

  private OpenTagLines(String source, List<String> header) {
    this.source = source;
    this.header = header;
    for (String column : COLUMNS) {
      if (!header.contains(column)) {
        throw wrong("a column \"" + column + "\"", "columns " + header);
      }
    }
    for (String column : header) {
      if (!COLUMNS.contains(column) && !column.startsWith(LANGUAGE)) {
        throw wrong("columns out of " + COLUMNS + " and name:LANGUAGE", "\"" + column + "\"");
      }
      if (header.indexOf(column) != header.lastIndexOf(column)) {
        throw wrong("each column once", "\"" + column + "\" twice");
      }
    }
  }

  /**
   * Writes lines that can be read again.
   *
   * @throws IllegalArgumentException if there are too many tags, or one has too many numbers
   */
  static String write(List<OpenTag> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "open vocabulary: expected at most %d tags to write, found %d"
              .formatted(MOST_TAGS, tags.size()));
    }
    TreeSet<String> languages = new TreeSet<>();
    tags.forEach(tag -> languages.addAll(tag.names().keySet()));
    StringBuilder out = new StringBuilder(String.join("\t", COLUMNS));
    languages.forEach(language -> out.append('\t').append(LANGUAGE).append(language));
    out.append('\n');
    for (OpenTag tag : tags) {
      requireWritable(tag);
      out.append(escape(tag.name()))
          .append('\t')
          .append(tag.recipe().id())
          .append('\t')
          .append(tag.threshold())
          .append('\t')
          .append(tag.rowCount())
          .append('\t')
          .append(tag.width())
          .append('\t')
          .append(tag.bias())
          .append('\t')
          .append(joined(tag.path()))
          .append('\t')
          .append(joined(tag.synonyms()));
      languages.forEach(
          language ->
              out.append('\t').append(joined(tag.names().getOrDefault(language, List.of()))));
      out.append('\n');
    }
    return out.toString();
  }

  private static void requireWritable(OpenTag tag) {
    if (tag.rowCount() > MOST_ROWS
        || tag.width() > MOST_WIDTH
        || (long) tag.rowCount() * tag.width() > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          "tag \"%s\": expected at most %d rows, a width of at most %d and %d numbers to write,"
                  .formatted(tag.name(), MOST_ROWS, MOST_WIDTH, MOST_ELEMENTS)
              + " found %d rows of width %d".formatted(tag.rowCount(), tag.width()));
    }
  }

  /** Reads lines; line ends within names are escaped. */
  static List<Line> read(BufferedReader text, String source) throws IOException {
    String header = text.readLine();
    String columns = header == null ? "" : header.replace("\uFEFF", "");
    OpenTagLines lines = new OpenTagLines(source, Arrays.asList(columns.split("\t", -1)));
    List<Line> tags = new ArrayList<>();
    for (String row = text.readLine(); row != null; row = text.readLine()) {
      lines.line++;
      if (!row.isEmpty()) {
        if (tags.size() == MOST_TAGS) {
          throw lines.wrong("at most " + MOST_TAGS + " tags", "more");
        }
        tags.add(lines.parse(row.split("\t", -1)));
      }
    }
    return tags;
  }

  private Line parse(String[] cells) {
    if (cells.length != header.size()) {
      throw wrong(header.size() + " values", String.valueOf(cells.length));
    }
    TagRecipe recipe = recipe(cell(cells, "recipe"));
    int rows = integer(cells, "rows", MOST_ROWS);
    int width = integer(cells, "width", MOST_WIDTH);
    boolean fits =
        switch (recipe) {
          case LISTED -> rows == 0;
          case EXAMPLES -> rows == 1 && width > 0;
          case TEMPLATES, DESCRIPTIONS, EMBEDDINGS -> rows > 0 && width > 0;
        };
    if (!fits || (long) rows * width > MOST_ELEMENTS) {
      throw wrong("rows that fit the recipe " + recipe.id(), rows + " of width " + width);
    }
    try {
      OpenTag labels =
          OpenTag.listed(unescape(cell(cells, "name")), number(cells, "threshold"))
              .withPath(list(cell(cells, "path")))
              .withSynonyms(list(cell(cells, "synonyms")))
              .withNames(names(cells));
      return new Line(recipe, rows, rows == 0 ? 0 : width, number(cells, "bias"), labels);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException("%s, line %d: %s".formatted(source, line, e.getMessage()), e);
    }
  }

  private Map<String, List<String>> names(String[] cells) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      if (header.get(i).startsWith(LANGUAGE) && !cells[i].isEmpty()) {
        names.put(header.get(i).substring(LANGUAGE.length()), list(cells[i]));
      }
    }
    return names;
  }

  private TagRecipe recipe(String id) {
    for (TagRecipe recipe : TagRecipe.values()) {
      if (recipe.id().equals(id)) {
        return recipe;
      }
    }
    throw wrong(
        "a recipe out of "
            + Arrays.stream(TagRecipe.values())
                .map(TagRecipe::id)
                .collect(Collectors.joining(", ")),
        "\"" + id + "\"");
  }

  private int integer(String[] cells, String column, int most) {
    String text = cell(cells, column);
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw wrong("%s from 0 to %d".formatted(column, most), "\"" + text + "\"");
  }

  private float number(String[] cells, String column) {
    String text = cell(cells, column);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new FileFormatException(
          "%s, line %d: %s: expected a number, found \"%s\""
              .formatted(source, line, column.toLowerCase(Locale.ROOT), text),
          e);
    }
  }

  private String cell(String[] cells, String column) {
    return cells[header.indexOf(column)];
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException(
        "%s, line %d: expected %s, found %s".formatted(source, line, expected, found));
  }

  private static String joined(List<String> values) {
    return values.stream().map(OpenTagLines::escape).collect(Collectors.joining("|"));
  }

  private static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static List<String> list(String cell) {
    List<String> values = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == '\\') {
        i++;
      } else if (cell.charAt(i) == '|') {
        values.add(unescape(cell.substring(from, i)));
        from = i + 1;
      }
    }
    if (!cell.isEmpty()) {
      values.add(unescape(cell.substring(from)));
    }
    return values;
  }

  private static String unescape(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        next =
            switch (escaped) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> escaped;
            };
      }
      plain.append(next);
    }
    return plain.toString();
  }
}
