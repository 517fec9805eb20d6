package io.github.ram4j.train;

import io.github.ram4j.train.state.TrainingState.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** The result of a run of a training. Immutable and thread-safe. */
public final class TrainReport {
  private final TrainFolder folder;
  private final Progress progress;
  private final boolean finished;

  TrainReport(TrainFolder folder, Progress progress, boolean finished) {
    this.folder = folder;
    this.progress = progress;
    this.finished = finished;
  }

  /**
   * The steps done in all runs.
   *
   * @return 1 or more
   */
  public long steps() {
    return progress.step();
  }

  /**
   * Returns whether all steps are done.
   *
   * @return false if the run's time was up before
   */
  public boolean finished() {
    return finished;
  }

  /**
   * The highest mean average precision of the validations.
   *
   * @return from 0 to 1; empty if there was none
   */
  public OptionalDouble bestMeanAveragePrecision() {
    return progress.best() < 0 ? OptionalDouble.empty() : OptionalDouble.of(progress.best());
  }

  /**
   * The checkpoint of the best validation.
   *
   * @return a file, which exists after a validation
   */
  public Path best() {
    return folder.best();
  }

  /**
   * The state from which the training is resumed: a checkpoint whose weights are the average.
   *
   * @return a file
   */
  public Path last() {
    return folder.last();
  }

  /**
   * The time of all runs together.
   *
   * @return to the millisecond
   */
  public Duration time() {
    return Duration.ofMillis((long) (progress.seconds() * 1000));
  }

  /** Steps, mean average precision, files and time, for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "TrainReport[%d steps, %sfinished, best mAP %s, best %s, last %s, %s]",
        steps(),
        finished ? "" : "not ",
        progress.best() < 0 ? "none" : String.format(Locale.ROOT, "%.4f", progress.best()),
        best(),
        last(),
        time());
  }
}
