package io.github.ram4j.cli.train;

import io.github.ram4j.cli.Terminal;
import io.github.ram4j.train.StepProgress;
import io.github.ram4j.train.TrainListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Progress of a training: one line that is overwritten, or a line a percent in a log. */
final class TrainingLines implements TrainListener {
  private static final double SMOOTHING = 0.95;

  private final PrintWriter err;
  private final boolean terminal = Terminal.isWatched();
  private double loss = Double.NaN;
  private long percent = -1;
  private int shown;

  TrainingLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void started(long step) {
    if (step > 0) {
      err.println("goes on after step " + step);
    }
  }

  @Override
  public void step(StepProgress progress) {
    double now = progress.losses().total();
    loss = Double.isNaN(loss) ? now : SMOOTHING * loss + (1 - SMOOTHING) * now;
    long nowPercent = 100 * progress.step() / progress.steps();
    boolean last = progress.step() == progress.steps();
    if (!terminal && nowPercent == percent) {
      return;
    }
    percent = nowPercent;
    String line = line(progress, last);
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      err.flush();
      shown = line.length();
    } else {
      err.println(line);
    }
    if (last) {
      endLine();
    }
  }

  private String line(StepProgress progress, boolean last) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT, "step %d of %d, loss %.4g", progress.step(), progress.steps(), loss));
    if (progress.imagesPerSecond() > 0) {
      line.append(String.format(Locale.ROOT, ", %.3g images/s", progress.imagesPerSecond()));
      line.append(last ? "" : ", " + time(progress.left()) + " left");
    }
    return line.toString();
  }

  @Override
  public void validated(long step, double meanAveragePrecision, OptionalDouble best) {
    endLine();
    boolean better = best.isEmpty() || meanAveragePrecision > best.getAsDouble();
    err.printf(
        Locale.ROOT,
        "step %d: mAP %.4f%s%n",
        step,
        meanAveragePrecision,
        better
            ? ", the best so far"
            : String.format(Locale.ROOT, " (best %.4f)", best.getAsDouble()));
  }

  /** Ends the line that is overwritten. */
  void endLine() {
    if (shown > 0) {
      err.println();
      shown = 0;
    }
  }

  /** Formats a time as "2 h 05 min", "7 min" or "12 s". */
  static String time(Duration time) {
    if (time.toHours() > 0) {
      return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
