package io.github.ram4j.evaluate.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.OperatingPoint;
import io.github.ram4j.evaluate.PrecisionRecall;
import io.github.ram4j.evaluate.PrecisionRecallCurve;
import io.github.ram4j.view.HtmlPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Web page of evaluations: one self-contained text without script. It is well-formed XML, follows
 * the reader's choice of dark or light colours, and escapes all names of tags and files.
 *
 * <p>All models of a report are evaluated on the same images. Not thread-safe.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";

  private final String title;
  private final List<String> notes = new ArrayList<>();
  private final List<EvaluatedModel> rows = new ArrayList<>();
  private final List<EvaluatedModel> curves = new ArrayList<>();
  private final List<EvaluatedModel> details = new ArrayList<>();
  private List<String> names = List.of();
  private Thumbnails thumbnails = Thumbnails.none();

  /**
   * An empty report.
   *
   * @param title its heading
   */
  public HtmlReport(String title) {
    this.title = title;
  }

  /**
   * Adds a line below the table of figures.
   *
   * @param text plain text
   * @return this
   */
  public HtmlReport note(String text) {
    notes.add(text);
    return this;
  }

  /**
   * Adds a row to the table of figures.
   *
   * @param model the evaluated model
   * @return this
   */
  public HtmlReport row(EvaluatedModel model) {
    rows.add(model);
    return this;
  }

  /**
   * Adds a precision-recall curve of one threshold for all tags. A dot marks the model at the
   * thresholds in use.
   *
   * @param model the evaluated model
   * @return this
   */
  public HtmlReport curve(EvaluatedModel model) {
    curves.add(model);
    return this;
  }

  /**
   * Adds a part on one model: figures by threshold, the worst images, each tag.
   *
   * @param model the evaluated model
   * @return this
   */
  public HtmlReport details(EvaluatedModel model) {
    details.add(model);
    return this;
  }

  /**
   * Sets the names and pixels of images.
   *
   * @param imageNames one for each image of the scores
   * @param source pixels of the worst images, asked for when the report is written
   * @return this
   */
  public HtmlReport images(List<String> imageNames, Thumbnails source) {
    names = List.copyOf(imageNames);
    thumbnails = source;
    return this;
  }

  /**
   * Writes the page.
   *
   * @param out to be stored as UTF-8; not closed
   * @throws IOException if {@code out} throws it, or an image cannot be read
   * @throws IllegalArgumentException if a model has another number of images than there are names
   */
  public void write(Appendable out) throws IOException {
    for (EvaluatedModel model : details) {
      if (model.scores().images() != names.size()) {
        throw new IllegalArgumentException(
            "names of images: expected %d as the scores of %s have, found %d"
                .formatted(model.scores().images(), model.name(), names.size()));
      }
    }
    HtmlPage.write(out, title, Style.TEXT, "data:", this::writeContents);
  }

  private void writeContents(Appendable page) throws IOException {
    writeFigures(page);
    for (String note : notes) {
      page.append("<p class=\"note\">").append(HtmlPage.escaped(note)).append("</p>\n");
    }
    if (!curves.isEmpty()) {
      writeCurves(page);
    }
    for (EvaluatedModel model : details) {
      new ModelSection(model).write(page, names, thumbnails);
    }
  }

  private void writeFigures(Appendable page) throws IOException {
    HtmlTable table =
        HtmlTable.begin(
            page,
            1,
            List.of(
                "model",
                "pictures",
                "tags",
                "shown",
                "mAP",
                "mAP shown",
                "CP",
                "CR",
                "CF1",
                "OP",
                "OR",
                "OF1"));
    for (EvaluatedModel model : rows) {
      Evaluation evaluation = model.evaluation();
      table
          .row()
          .text(model.name())
          .count(evaluation.images())
          .count(evaluation.tags().size())
          .count(evaluation.shownTags())
          .figure(evaluation.meanAveragePrecision())
          .figure(evaluation.meanAveragePrecisionOfShown());
      figures(table, evaluation.perClass());
      figures(table, evaluation.overall());
    }
    table.end();
    page.append(
        "<p class=\"note\">mAP: mean of the tags' average precision, those that no image shows"
            + " counting 0; shown: without those. CP, CR: mean of the tags' precision and recall at"
            + " their thresholds, and CF1 of the two. OP, OR, OF1: of all predictions together.</p>"
            + "\n");
  }

  private static void figures(HtmlTable table, Optional<PrecisionRecall> both) throws IOException {
    table
        .figure(both.map(PrecisionRecall::precision).orElse(Double.NaN))
        .figure(both.map(PrecisionRecall::recall).orElse(Double.NaN))
        .figure(both.map(PrecisionRecall::f1).orElse(Double.NaN));
  }

  private void writeCurves(Appendable page) throws IOException {
    Chart chart = new Chart("Precision and recall, all tags together", "recall", "precision");
    for (EvaluatedModel model : curves) {
      List<Chart.Point> points = new ArrayList<>();
      for (OperatingPoint point :
          PrecisionRecallCurve.of(model.scores(), model.labels().matrix(), ModelSection.STEP)) {
        points.add(new Chart.Point(point.recall(), point.precision()));
      }
      Chart.Point mark =
          model
              .evaluation()
              .overall()
              .map(at -> new Chart.Point(at.recall(), at.precision()))
              .orElse(null);
      chart.line(model.name(), points, mark);
    }
    page.append("<div class=\"charts\">\n");
    chart.write(page);
    page.append("</div>\n");
  }

  /** Holder of the style sheet, read when the first report is written. */
  private static final class Style {
    private static final String TEXT = read();

    private static String read() {
      try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
        if (in == null) {
          throw new IllegalStateException(
              STYLE + ": expected it in ram-evaluate's jar, found none");
        }
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(STYLE, e);
      }
    }
  }
}
