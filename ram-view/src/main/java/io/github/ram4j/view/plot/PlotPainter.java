package io.github.ram4j.view.plot;

import io.github.ram4j.view.plot.LinePlot.Line;
import io.github.ram4j.view.plot.LinePlot.Point;
import io.github.ram4j.view.text.Typesetter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws one plot in a place of its own. */
final class PlotPainter {
  private static final int LEFT = 110;
  private static final int RIGHT = 190;
  private static final int TOP = 90;
  private static final int BOTTOM = 95;
  private static final int NUMBER_SIZE = 17;
  private static final int TITLE_SIZE = 22;

  /** The least pixels between two lines across, and between two numbers below. */
  private static final int ROW = 40;

  private static final int COLUMN = 130;

  /** The greatest number of marked points of a line. */
  private static final int MARKED = 30;

  /** Colours that colour-blind readers tell apart, too (Okabe and Ito). */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));

  /** The height of a name, within which no other name is written. */
  private static final int NAME_HEIGHT = 26;

  private static final Color INK = new Color(0x222222);
  private static final Color GREY = new Color(0xDDDDDD);

  /** The number below which others are written with an exponent. */
  private static final double SMALL = 1e-3;

  private final Graphics2D graphics;
  private final Typesetter typesetter = new Typesetter();
  private final LinePlot plot;
  private final int width;
  private final int height;
  private final Axis x;
  private final Axis y;

  PlotPainter(Graphics2D graphics, LinePlot plot, int width, int height) {
    this.graphics = graphics;
    this.plot = plot;
    this.width = width;
    this.height = height;
    this.x = horizontalAxis();
    double highest = values(Point::y).max().orElse(1);
    this.y = Axis.upTo(highest > 0 ? highest : 1, rows(), height - BOTTOM, TOP);
  }

  void paint() {
    paintFrame();
    for (int i = 0; i < plot.lines().size(); i++) {
      paint(plot.lines().get(i), colour(i));
    }
    paintNames();
  }

  private DoubleStream values(ToDoubleFunction<Point> coordinate) {
    return plot.lines().stream().flatMap(line -> line.points().stream()).mapToDouble(coordinate);
  }

  private int rows() {
    return Math.max(2, (height - TOP - BOTTOM) / ROW);
  }

  private int columns() {
    return Math.max(2, (width - LEFT - RIGHT) / COLUMN);
  }

  /** The horizontal axis; a logarithmic one is a little longer than the values at both ends. */
  private Axis horizontalAxis() {
    double last = values(Point::x).max().orElse(10);
    if (!plot.isLogarithmic()) {
      return new Axis(0, last > 0 ? last : 1, false, LEFT, width - RIGHT);
    }
    double from = values(Point::x).min().orElse(1) / 1.15;
    return new Axis(from, last * 1.15, true, LEFT, width - RIGHT);
  }

  private void paintFrame() {
    for (double tick : y.ticks(rows())) {
      graphics.setColor(GREY);
      graphics.drawLine(LEFT, y.pixel(tick), width - RIGHT, y.pixel(tick));
      graphics.setColor(INK);
      String text = number(tick);
      double textWidth = typesetter.width(text, NUMBER_SIZE);
      typesetter.draw(graphics, text, LEFT - 12 - textWidth, y.pixel(tick) + 6, NUMBER_SIZE);
    }
    int bottom = height - BOTTOM;
    graphics.drawLine(LEFT, bottom, width - RIGHT, bottom);
    for (double tick : horizontalTicks()) {
      graphics.drawLine(x.pixel(tick), bottom, x.pixel(tick), bottom + 7);
      centre(number(tick), x.pixel(tick), bottom + 28);
    }
    centre(plot.horizontal(), (LEFT + width - RIGHT) / 2, height - 28);
    double margin = LEFT - 12 - typesetter.width("000", NUMBER_SIZE);
    typesetter.draw(graphics, plot.vertical(), margin, TOP - 20, NUMBER_SIZE);
    typesetter.draw(graphics, plot.title(), margin, 38, TITLE_SIZE);
  }

  private List<Double> horizontalTicks() {
    return x.logarithmic()
        ? values(Point::x).distinct().boxed().toList()
        : x.ticks(columns()).stream().filter(tick -> tick <= x.to()).toList();
  }

  private void centre(String text, int at, int baseline) {
    double left = at - typesetter.width(text, NUMBER_SIZE) / 2;
    typesetter.draw(graphics, text, left, baseline, NUMBER_SIZE);
  }

  private void paint(Line line, Color colour) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D.Double path = new Path2D.Double();
    for (Point point : line.points()) {
      int px = x.pixel(point.x());
      int py = y.pixel(point.y());
      if (path.getCurrentPoint() == null) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
      if (line.points().size() <= MARKED) {
        graphics.fill(new Ellipse2D.Double(px - 5.0, py - 5.0, 10, 10));
      }
    }
    graphics.draw(path);
    graphics.setStroke(new BasicStroke(1));
  }

  /** Paints the names from the lowest up, none over another. */
  private void paintNames() {
    List<Line> lines = plot.lines();
    int free = height;
    for (Line line : lines.stream().sorted(Comparator.comparingDouble(Line::lastY)).toList()) {
      int at = Math.min(y.pixel(line.lastY()), free);
      graphics.setColor(colour(lines.indexOf(line)));
      typesetter.draw(graphics, line.name(), width - RIGHT + 10, at + 6, NUMBER_SIZE);
      free = at - NAME_HEIGHT;
    }
  }

  private static Color colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  /** A number as text: three digits are enough for people; more where the number is whole. */
  static String number(double value) {
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (Math.abs(value) < SMALL) {
      return String.format(Locale.ROOT, "%.1e", value)
          .replace(".0e", "e")
          .replaceFirst("e-0?", "e-");
    }
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
