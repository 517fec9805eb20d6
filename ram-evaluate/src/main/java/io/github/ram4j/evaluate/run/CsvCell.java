package io.github.ram4j.evaluate.run;

/** Text as a cell of comma-separated values. */
public final class CsvCell {
  private CsvCell() {}

  /**
   * Quotes a text where CSV requires it. A text that a spreadsheet would take for a formula gets an
   * apostrophe in front, which {@link io.github.ram4j.evaluate.ScoresFile} removes.
   *
   * @param text any
   * @return the cell
   */
  public static String of(String text) {
    String shown = text.matches("(?s)'?[=+\\-@\\t\\r].*") ? "'" + text : text;
    return shown.matches("[^,\"\\r\\n]*") ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }
}
