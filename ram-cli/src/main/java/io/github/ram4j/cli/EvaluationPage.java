package io.github.ram4j.cli;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.report.HtmlReport;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Evaluations as a web page. */
final class EvaluationPage {
  private EvaluationPage() {}

  static void write(
      Path file,
      List<EvaluationRow> rows,
      List<String> notes,
      LabelledImages images,
      ModelOptions options)
      throws IOException {
    HtmlReport report =
        new HtmlReport("Evaluation")
            .images(images.names(), image -> decoded(images.file(image), options));
    boolean shared = rows.get(0).basis().equals(EvaluationRow.SHARED);
    for (EvaluationRow row : rows) {
      boolean own = row.basis().equals(EvaluationRow.OWN);
      EvaluatedModel model = row.model();
      report.row(own ? model : model.named(model.name() + ", shared tags"));
      if (own != shared) {
        report.curve(model);
      }
      if (own) {
        report.details(model);
      }
    }
    notes.forEach(report::note);
    EvaluationFiles.write(file, report::write);
  }

  /** Scores of a file may be of images that are not here. */
  private static Optional<BufferedImage> decoded(Path image, ModelOptions options)
      throws IOException {
    if (!Files.isRegularFile(image)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RamModels.decode(ImageSource.of(image), options.images()));
    } catch (ImageException e) {
      return Optional.empty();
    }
  }
}
