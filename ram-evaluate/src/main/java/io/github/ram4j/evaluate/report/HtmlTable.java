package io.github.ram4j.evaluate.report;

import io.github.ram4j.view.HtmlPage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Rows of a table within a page. Not thread-safe. */
final class HtmlTable {
  private final Appendable page;
  private boolean inRow;

  private HtmlTable(Appendable page) {
    this.page = page;
  }

  /**
   * Begins a table.
   *
   * @param texts number of the first columns, which have words and not numbers
   */
  static HtmlTable begin(Appendable page, int texts, List<String> columns) throws IOException {
    page.append("<div class=\"box\"><table>\n<thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      page.append(i < texts ? "<th class=\"text\">" : "<th>")
          .append(HtmlPage.escaped(columns.get(i)))
          .append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    return new HtmlTable(page);
  }

  HtmlTable text(String text) throws IOException {
    return cell("text", text);
  }

  /** Adds a cell of other tags. */
  HtmlTable others(String text) throws IOException {
    return cell("text others", text);
  }

  private HtmlTable cell(String kind, String text) throws IOException {
    page.append("<td class=\"%s\"><bdi>".formatted(kind))
        .append(HtmlPage.escaped(text))
        .append("</bdi></td>");
    return this;
  }

  HtmlTable count(long number) throws IOException {
    page.append("<td>").append(Long.toString(number)).append("</td>");
    return this;
  }

  /** A figure from 0 to 1; NaN for none. */
  HtmlTable figure(double figure) throws IOException {
    page.append("<td>").append(Double.isNaN(figure) ? "–" : number(figure)).append("</td>");
    return this;
  }

  /** A figure with a bar as long. */
  HtmlTable bar(double figure) throws IOException {
    page.append(
        String.format(
            Locale.ROOT,
            "<td class=\"bar\" style=\"--value:%.1f%%\">%s</td>",
            100 * figure,
            number(figure)));
    return this;
  }

  /** Begins a row. */
  HtmlTable row() throws IOException {
    page.append(inRow ? "</tr>\n<tr>" : "<tr>");
    inRow = true;
    return this;
  }

  void end() throws IOException {
    page.append(inRow ? "</tr>\n" : "").append("</tbody></table></div>\n");
  }

  static String number(double figure) {
    return String.format(Locale.ROOT, "%.3f", figure);
  }
}
