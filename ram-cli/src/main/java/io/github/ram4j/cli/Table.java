package io.github.ram4j.cli;

import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.TerminalWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns as wide as a terminal shows them: Chinese characters take two places. */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();

  /** Adds a row; control characters, which a terminal would obey, are not shown. */
  public void add(String... cells) {
    rows.add(Arrays.stream(cells).map(TerminalView::safe).toArray(String[]::new));
  }

  /** The rows, each indented by two places, without trailing blanks. */
  public List<String> lines() {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], TerminalWidth.columns(row[i]));
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - TerminalWidth.columns(row[i]) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
