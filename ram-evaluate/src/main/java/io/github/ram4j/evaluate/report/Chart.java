package io.github.ram4j.evaluate.report;

import io.github.ram4j.view.HtmlPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over axes from 0 to 1, as SVG within a page. Not thread-safe. */
final class Chart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int LEFT = 40;
  private static final int RIGHT = 14;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;
  private static final int STEPS = 5;

  /** The colour-blind safe palette of Okabe and Ito. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  private final String title;
  private final String horizontal;
  private final String vertical;
  private final List<Line> lines = new ArrayList<>();

  /** A point; both coordinates from 0 to 1. */
  record Point(double x, double y) {}

  private record Line(String name, List<Point> points, Point mark) {}

  Chart(String title, String horizontal, String vertical) {
    this.title = title;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /**
   * Adds a line.
   *
   * @param mark a point to mark, or null
   */
  Chart line(String name, List<Point> points, Point mark) {
    lines.add(new Line(name, List.copyOf(points), mark));
    return this;
  }

  void write(Appendable page) throws IOException {
    page.append("<figure class=\"box\"><figcaption>%s</figcaption>\n".formatted(escaped(title)));
    page.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, escaped(title)));
    writeAxes(page);
    for (int i = 0; i < lines.size(); i++) {
      writeLine(page, lines.get(i), COLOURS.get(i % COLOURS.size()));
    }
    page.append("</svg>\n<ul class=\"legend\">\n");
    for (int i = 0; i < lines.size(); i++) {
      page.append(
          "<li style=\"--line:%s\"><bdi>%s</bdi></li>\n"
              .formatted(COLOURS.get(i % COLOURS.size()), escaped(lines.get(i).name())));
    }
    page.append("</ul>\n</figure>\n");
  }

  private void writeAxes(Appendable page) throws IOException {
    for (int step = 0; step <= STEPS; step++) {
      double value = step / (double) STEPS;
      String number = String.format(Locale.ROOT, "%.1f", value);
      page.append(
          "<path class=\"grid\" d=\"M%s %sH%dM%s %sV%d\"/>\n"
              .formatted(LEFT, y(value), WIDTH - RIGHT, x(value), TOP, HEIGHT - BOTTOM));
      page.append(text(LEFT - 6, y(value), "end", "middle", number));
      page.append(text(x(value), HEIGHT - BOTTOM + 16, "middle", "auto", number));
    }
    page.append(
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", "auto", escaped(horizontal)));
    page.append(
        "<text transform=\"translate(11 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2, escaped(vertical)));
  }

  private static String text(Object x, Object y, String anchor, String baseline, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" dominant-baseline=\"%s\">%s</text>\n"
        .formatted(x, y, anchor, baseline, text);
  }

  private static void writeLine(Appendable page, Line line, String colour) throws IOException {
    page.append("<g style=\"--line:%s\"><polyline points=\"".formatted(colour));
    for (Point point : line.points()) {
      page.append(x(point.x())).append(',').append(y(point.y())).append(' ');
    }
    page.append("\"/>");
    if (line.mark() != null) {
      page.append(
          "<circle cx=\"%s\" cy=\"%s\" r=\"5\"/>"
              .formatted(x(line.mark().x()), y(line.mark().y())));
    }
    page.append("</g>\n");
  }

  private static String x(double value) {
    return pixel(LEFT + value * (WIDTH - LEFT - RIGHT));
  }

  private static String y(double value) {
    return pixel(HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM));
  }

  private static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return HtmlPage.escaped(text);
  }
}
