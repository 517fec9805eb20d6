package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.evaluate.Calibration;
import io.github.ram4j.evaluate.Calibration.Origin;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.EvaluatedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the calibration of thresholds on the evaluated images. */
final class CalibrationOptions {
  @Option(
      names = "--calibrate",
      paramLabel = "GOAL",
      description =
          "Calibrate the thresholds of one model: precision=0.9 for the lowest with that precision,"
              + " or f1 for those of the best F1.")
  private String goal;

  @Option(
      names = "--calibrated",
      paramLabel = "LIST.tsv",
      description =
          "Output of the model's tags with the calibrated thresholds, for 'ram recognize"
              + " --thresholds' and 'ram convert --tags-file'.")
  private Path list;

  @Option(
      names = "--min-positives",
      paramLabel = "N",
      description =
          "Least number of images of a tag with a threshold of its own; 10 by default. Tags of"
              + " fewer images get the threshold of all tags pooled.")
  private Integer minPositives;

  boolean wanted() {
    return goal != null;
  }

  Path list() {
    return list;
  }

  /** Checks the options before anything is computed. */
  void require(CommandLine line, int models) {
    if ((goal == null) != (list == null)) {
      throw new ParameterException(
          line, "--calibrate and --calibrated: expected both or neither, found one");
    }
    if (goal == null && minPositives != null) {
      throw new ParameterException(line, "--min-positives: expected with --calibrate");
    }
    if (goal != null) {
      toGoal();
      if (models > 1) {
        throw new ParameterException(
            line, "--calibrate: expected one model, found %d".formatted(models));
      }
    }
  }

  private CalibrationGoal toGoal() {
    CalibrationGoal parsed = CalibrationGoal.parse(goal);
    return minPositives == null ? parsed : parsed.withMinPositives(minPositives);
  }

  /**
   * Finds thresholds, writes them and prints their origins.
   *
   * @param whole the model's own list; tags that are not evaluated keep their thresholds
   */
  EvaluatedModel calibrate(EvaluatedModel model, TagVocabulary whole, PrintWriter out)
      throws IOException {
    Calibration found =
        Calibration.of(model.scores(), model.labels().matrix(), model.vocabulary(), toGoal());
    TagVocabulary written = whole.withThresholds(ThresholdPolicy.of(found.vocabulary()));
    TextOutput.write(list, written::write);
    out.printf(
        "thresholds for %s: %s by their own scores, %d by those of all tags, %d never hold:"
            + " %s%n",
        toGoal(),
        Count.of(found.count(Origin.OWN), "tag"),
        found.count(Origin.POOLED),
        found.count(Origin.NEVER),
        list);
    return model.withThresholds(model.name() + ", calibrated", found.vocabulary());
  }
}
