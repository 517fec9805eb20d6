package io.github.ram4j.view.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A plot of lines over an axis, each named at its end. Not thread-safe. */
public final class LinePlot {
  private final String title;
  private final String horizontal;
  private final String vertical;
  private final List<Line> lines = new ArrayList<>();
  private boolean logarithmic;

  /**
   * A point of a line.
   *
   * @param x the horizontal value, 0 or more; above 0 on a logarithmic axis
   * @param y the vertical value, 0 or more
   */
  public record Point(double x, double y) {}

  /**
   * A line.
   *
   * @param name written at its end; empty for none
   * @param points from the left to the right, one or more
   */
  record Line(String name, List<Point> points) {
    double lastY() {
      return points.get(points.size() - 1).y();
    }
  }

  /**
   * An empty plot.
   *
   * @param title the title above the plot
   * @param horizontal the label of the horizontal axis
   * @param vertical the label of the vertical axis
   */
  public LinePlot(String title, String horizontal, String vertical) {
    this.title = title;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /**
   * Makes the horizontal axis logarithmic; it begins at 0 otherwise.
   *
   * @return this
   */
  public LinePlot logarithmic() {
    logarithmic = true;
    return this;
  }

  /**
   * Adds a line.
   *
   * @param name written at its end; empty for none
   * @param points from the left to the right
   * @return this
   * @throws IllegalArgumentException if there are none
   */
  public LinePlot line(String name, List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("line %s: expected points, found none".formatted(name));
    }
    lines.add(new Line(name, List.copyOf(points)));
    return this;
  }

  String title() {
    return title;
  }

  String horizontal() {
    return horizontal;
  }

  String vertical() {
    return vertical;
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  List<Line> lines() {
    return Collections.unmodifiableList(lines);
  }
}
