package io.github.ram4j.evaluate.run;

import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.report.HtmlReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Figures of compared models as a web page. */
public final class EvaluationPage {
  private EvaluationPage() {}

  /** Decoder of the images that a page shows. */
  @FunctionalInterface
  public interface Decoder {
    /**
     * Decodes an image.
     *
     * @param image a file, which may be missing where scores come from a file
     * @return its pixels; empty if the file is missing or no image
     * @throws IOException if it cannot be read
     */
    Optional<BufferedImage> decode(Path image) throws IOException;
  }

  /**
   * Makes a page of the table of figures, curves, each tag with its confusions, and the worst
   * images.
   *
   * @param comparison the figures
   * @param decoder of the images
   * @return a report, to which notes can be added before it is written
   */
  public static HtmlReport of(Comparison comparison, Decoder decoder) {
    LabelledImages images = comparison.images();
    HtmlReport report =
        new HtmlReport("Evaluation")
            .images(images.names(), image -> decoder.decode(images.file(image)));
    boolean shared = comparison.rows().get(0).isShared();
    for (EvaluationRow row : comparison.rows()) {
      EvaluatedModel model = row.model();
      report.row(row.isShared() ? model.named(model.name() + ", shared tags") : model);
      if (row.isShared() == shared) {
        report.curve(model);
      }
      if (!row.isShared()) {
        report.details(model);
      }
    }
    return report;
  }
}
