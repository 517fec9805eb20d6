package io.github.ram4j.evaluate.report;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.Mistakes;
import io.github.ram4j.evaluate.Mistakes.TagCount;
import io.github.ram4j.evaluate.OperatingPoint;
import io.github.ram4j.evaluate.PrecisionRecallCurve;
import io.github.ram4j.evaluate.TagEvaluation;
import io.github.ram4j.view.HtmlPage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The section of a report about one model: thresholds, images, tags. */
final class ModelSection {
  /** The distance of a curve's points, about a pixel. */
  static final double STEP = 0.003;

  private static final int OTHERS = 3;
  private static final int IMAGES = 12;

  private final EvaluatedModel model;
  private final TagVocabulary tags;
  private final Mistakes mistakes;

  ModelSection(EvaluatedModel model) {
    this.model = model;
    this.tags = model.vocabulary();
    this.mistakes = Mistakes.of(model.scores(), model.labels().matrix(), tags);
  }

  void write(Appendable page, List<String> names, Thumbnails thumbnails) throws IOException {
    page.append("<h2><bdi>").append(HtmlPage.escaped(model.name())).append("</bdi></h2>\n");
    writeThresholds(page);
    new WorstImages(mistakes.worst(IMAGES), tags).write(page, names, thumbnails);
    writeTags(page);
  }

  private void writeThresholds(Appendable page) throws IOException {
    List<OperatingPoint> curve =
        PrecisionRecallCurve.of(model.scores(), model.labels().matrix(), STEP).stream()
            .filter(point -> point.threshold() >= 0 && point.threshold() <= 1)
            .toList();
    if (curve.isEmpty()) {
      return;
    }
    page.append("<div class=\"charts\">\n");
    new Chart("All tags at one threshold", "threshold", "precision, recall, F1")
        .line("precision", points(curve, OperatingPoint::precision), null)
        .line("recall", points(curve, OperatingPoint::recall), null)
        .line("F1", points(curve, OperatingPoint::f1), null)
        .write(page);
    page.append("</div>\n");
  }

  private static List<Chart.Point> points(
      List<OperatingPoint> curve, ToDoubleFunction<OperatingPoint> figure) {
    return curve.stream()
        .map(point -> new Chart.Point(point.threshold(), figure.applyAsDouble(point)))
        .toList();
  }

  /**
   * Writes the tags, the worst first; tags that are neither shown nor predicted are only counted.
   */
  private void writeTags(Appendable page) throws IOException {
    List<TagEvaluation> figures = model.evaluation().tags();
    List<Integer> order =
        IntStream.range(0, tags.size())
            .filter(tag -> figures.get(tag).positives() + figures.get(tag).falsePositives() > 0)
            .boxed()
            .sorted(
                Comparator.comparing((Integer tag) -> figures.get(tag).positives() == 0)
                    .thenComparingDouble(tag -> figures.get(tag).averagePrecision()))
            .toList();
    page.append("<h3>Tags, the worst first</h3>\n");
    page.append(
        ("<p class=\"note\">Of each tag: what is predicted, and wrong, in images where it is"
                + " missed; what images show for which it is predicted and wrong. %d other tags"
                + " are neither shown nor predicted.</p>\n")
            .formatted(tags.size() - order.size()));
    HtmlTable table =
        HtmlTable.begin(
            page,
            3,
            List.of(
                "tag",
                "missed: predicted there",
                "wrong: shown there",
                "pictures",
                "AP",
                "precision",
                "recall",
                "F1",
                "threshold",
                "right",
                "wrong",
                "missed"));
    for (int tag : order) {
      writeRow(table.row(), tag, figures.get(tag));
    }
    table.end();
  }

  private void writeRow(HtmlTable table, int tag, TagEvaluation figures) throws IOException {
    table
        .text(figures.name())
        .others(named(mistakes.predictedInstead(tag, OTHERS)))
        .others(named(mistakes.shownInstead(tag, OTHERS)))
        .count(figures.positives())
        .bar(figures.averagePrecision())
        .figure(figures.precision())
        .figure(figures.recall())
        .figure(figures.f1())
        .figure(figures.threshold())
        .count(figures.truePositives())
        .count(figures.falsePositives())
        .count(figures.falseNegatives());
  }

  private String named(List<TagCount> counts) {
    return counts.stream()
        .map(count -> "%s (%d)".formatted(tags.tag(count.tag()).english(), count.images()))
        .collect(Collectors.joining(", "));
  }
}
