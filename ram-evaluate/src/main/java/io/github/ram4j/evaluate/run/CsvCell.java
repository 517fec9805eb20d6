package io.github.ram4j.evaluate.run;

/** Text as a cell of comma-separated values. */
public final class CsvCell {
  private CsvCell() {}

  /**
   * A text in quotes where it needs them. Where a spreadsheet would take it for a formula, an
   * apostrophe goes before it, which {@link io.github.ram4j.evaluate.ScoresFile} takes away again.
   *
   * @param text any
   * @return the cell
   */
  public static String of(String text) {
    String shown = text.matches("(?s)'?[=+\\-@\\t\\r].*") ? "'" + text : text;
    return shown.matches("[^,\"\\r\\n]*") ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }
}
