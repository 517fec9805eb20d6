package io.github.ram4j.cli;

import io.github.ram4j.evaluate.CalibrationGoal;
import picocli.CommandLine.Option;

/** Options of the goal of new tags' thresholds. */
final class GoalOptions {
  @Option(
      names = "--goal",
      paramLabel = "GOAL",
      defaultValue = "f1",
      description =
          "f1 (default) for the thresholds of the best F1, or precision=0.9 for the lowest with"
              + " that precision.")
  private String goal;

  @Option(
      names = "--min-positives",
      paramLabel = "N",
      description =
          "Least number of images of a tag with a threshold of its own; 10 by default. Tags of"
              + " fewer images get the threshold of all new tags together.")
  private Integer minPositives;

  CalibrationGoal goal() {
    CalibrationGoal parsed = OptionValue.of("--goal", () -> CalibrationGoal.parse(goal));
    return minPositives == null
        ? parsed
        : OptionValue.of("--min-positives", () -> parsed.withMinPositives(minPositives));
  }
}
