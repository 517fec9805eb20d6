package io.github.ram4j.cli;

/** Text as a cell of comma-separated values. */
final class CsvCell {
  private CsvCell() {}

  /**
   * A text in quotes where it needs them. Where a spreadsheet would take it for a formula, an
   * apostrophe goes before it, which {@code ram evaluate --scores} takes away again.
   */
  static String of(String text) {
    String shown = text.matches("(?s)'?[=+\\-@\\t\\r].*") ? "'" + text : text;
    return shown.matches("[^,\"\\r\\n]*") ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }
}
