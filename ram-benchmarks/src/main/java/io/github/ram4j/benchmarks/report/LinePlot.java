package io.github.ram4j.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;

/** Lines over a logarithmic axis, each named where it ends. Not thread-safe. */
public final class LinePlot {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 720;
  private static final int LEFT = 110;
  private static final int RIGHT = 190;
  private static final int TOP = 90;
  private static final int BOTTOM = 95;
  private static final int STEPS = 6;

  /** Of a name, above and below which no other name is written. */
  private static final int NAME_HEIGHT = 26;

  /** Told apart by those who see fewer colours, too (Okabe and Ito). */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));

  private static final Color INK = new Color(0x222222);
  private static final Color GREY = new Color(0xDDDDDD);

  private final String title;
  private final String horizontal;
  private final String vertical;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A point of a line.
   *
   * @param x where it is, above 0
   * @param y how high it is, 0 or more
   */
  public record Point(double x, double y) {}

  private record Line(String name, List<Point> points, Color colour) {
    double lastY() {
      return points.get(points.size() - 1).y();
    }
  }

  /**
   * An empty plot.
   *
   * @param title what is shown
   * @param horizontal what the horizontal axis counts
   * @param vertical what the vertical axis counts
   */
  public LinePlot(String title, String horizontal, String vertical) {
    this.title = title;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /**
   * Adds a line.
   *
   * @param name written at its end
   * @param points from the left to the right
   * @return this
   * @throws IllegalArgumentException if there are none
   */
  public LinePlot line(String name, List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("line %s: expected points, found none".formatted(name));
    }
    lines.add(new Line(name, List.copyOf(points), COLOURS.get(lines.size() % COLOURS.size())));
    return this;
  }

  /**
   * Draws and writes the plot.
   *
   * @param file a PNG file
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    ImageIO.write(draw(), "png", file.toFile());
  }

  BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    Axis x = horizontalAxis();
    Axis y = Axis.upTo(values(Point::y).max().orElse(1), STEPS, HEIGHT - BOTTOM, TOP);
    drawFrame(g, x, y);
    lines.forEach(line -> draw(g, line, x, y));
    drawNames(g, y);
    g.dispose();
    return image;
  }

  private DoubleStream values(ToDoubleFunction<Point> coordinate) {
    return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(coordinate);
  }

  /** A little longer than the values at both ends. */
  private Axis horizontalAxis() {
    double from = values(Point::x).min().orElse(1) / 1.15;
    double to = values(Point::x).max().orElse(10) * 1.15;
    return new Axis(from, to, true, LEFT, WIDTH - RIGHT);
  }

  private void drawFrame(Graphics2D g, Axis x, Axis y) {
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 17));
    FontMetrics metrics = g.getFontMetrics();
    for (double tick : y.ticks(STEPS)) {
      g.setColor(GREY);
      g.drawLine(LEFT, y.pixel(tick), WIDTH - RIGHT, y.pixel(tick));
      g.setColor(INK);
      String text = number(tick);
      g.drawString(text, LEFT - 12 - metrics.stringWidth(text), y.pixel(tick) + 6);
    }
    g.drawLine(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    values(Point::x)
        .distinct()
        .forEach(
            value -> {
              g.drawLine(x.pixel(value), HEIGHT - BOTTOM, x.pixel(value), HEIGHT - BOTTOM + 7);
              centre(g, number(value), x.pixel(value), HEIGHT - BOTTOM + 28);
            });
    centre(g, horizontal, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 28);
    g.drawString(vertical, LEFT - 12 - metrics.stringWidth("000"), TOP - 20);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 22));
    g.drawString(title, LEFT - 12 - metrics.stringWidth("000"), 38);
  }

  private static void centre(Graphics2D g, String text, int x, int y) {
    g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
  }

  private static void draw(Graphics2D g, Line line, Axis x, Axis y) {
    g.setColor(line.colour());
    g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Point before = line.points().get(0);
    for (Point point : line.points()) {
      int px = x.pixel(point.x());
      int py = y.pixel(point.y());
      g.drawLine(x.pixel(before.x()), y.pixel(before.y()), px, py);
      g.fill(new Ellipse2D.Double(px - 5, py - 5, 10, 10));
      before = point;
    }
    g.setStroke(new BasicStroke(1));
  }

  /** From the lowest up, none over another. */
  private void drawNames(Graphics2D g, Axis y) {
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
    int free = HEIGHT;
    for (Line line : lines.stream().sorted(Comparator.comparingDouble(Line::lastY)).toList()) {
      int at = Math.min(y.pixel(line.lastY()), free);
      g.setColor(line.colour());
      g.drawString(line.name(), WIDTH - RIGHT + 10, at + 6);
      free = at - NAME_HEIGHT;
    }
  }

  private static String number(double value) {
    return value >= 10 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
