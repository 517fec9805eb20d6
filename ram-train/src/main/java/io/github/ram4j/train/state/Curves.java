package io.github.ram4j.train.state;

import io.github.ram4j.files.PartialFile;
import io.github.ram4j.view.plot.LinePlot;
import io.github.ram4j.view.plot.LinePlot.Point;
import io.github.ram4j.view.plot.PlotColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Learning curves as an image: losses smoothed, validations, the learning rate. */
public final class Curves {
  private static final int WIDTH = 1200;
  private static final int TALL = 460;
  private static final int SMALL = 320;

  /** Largest number of points of a smoothed line; each is a mean of several steps. */
  private static final int POINTS = 200;

  private final History history;
  private final PlotColumn column = new PlotColumn(WIDTH);
  private boolean empty = true;

  private Curves(History history) {
    this.history = history;
  }

  /**
   * Draws the measurements so far; without any it draws nothing.
   *
   * @param file a PNG file, replaced once the new one is whole
   * @throws IOException if it cannot be written
   */
  public static void draw(History history, Path file) throws IOException {
    Curves curves = new Curves(history);
    curves.addSmoothed("tags", "Loss of tags", "sum over tags, an image");
    curves.addSmoothed("caption", "Loss of captions", "cross-entropy of a word");
    curves.addSmoothed("distillation", "Distance to the teacher", "mean of a feature");
    curves.addSmoothed("alignment", "Loss of texts", "sum over texts, an image");
    curves.add(
        history.series("mean_average_precision"),
        new LinePlot("Validation", "step", "mean average precision"),
        TALL);
    curves.add(
        mean(history.series("learning_rate")), new LinePlot("Learning rate", "step", ""), SMALL);
    if (curves.empty) {
      return;
    }
    try (PartialFile partial = new PartialFile(file)) {
      curves.column.write(partial.path());
      partial.finish();
    }
  }

  private void addSmoothed(String name, String title, String vertical) {
    add(mean(history.series(name)), new LinePlot(title, "step", vertical), TALL);
  }

  private void add(List<double[]> series, LinePlot plot, int height) {
    if (!series.isEmpty()) {
      double last = series.get(series.size() - 1)[1];
      List<Point> points = series.stream().map(point -> new Point(point[0], point[1])).toList();
      column.add(plot.line(String.format(Locale.ROOT, "%.3g", last), points), height);
      empty = false;
    }
  }

  /** Means of steps that follow each other, each at the last of them. */
  static List<double[]> mean(List<double[]> series) {
    int length = Math.max(1, (series.size() + POINTS - 1) / POINTS);
    List<double[]> means = new ArrayList<>();
    for (int from = 0; from < series.size(); from += length) {
      List<double[]> steps = series.subList(from, Math.min(series.size(), from + length));
      double sum = steps.stream().mapToDouble(step -> step[1]).sum();
      means.add(new double[] {steps.get(steps.size() - 1)[0], sum / steps.size()});
    }
    return means;
  }
}
