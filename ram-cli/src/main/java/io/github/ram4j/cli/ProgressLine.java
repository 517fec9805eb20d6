package io.github.ram4j.cli;

import io.github.ram4j.convert.ConvertProgress;
import java.io.PrintWriter;

/** Progress of a conversion: one line that is overwritten, or a line a step in a log. */
final class ProgressLine implements ConvertProgress {
  private final PrintWriter err;
  private final boolean terminal = Terminal.isWatched();
  private String step = "";
  private long percent = -1;

  ProgressLine(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void at(String nowDoing, long done, long total) {
    long nowPercent = total == 0 ? 100 : done * 100 / total;
    boolean newStep = !nowDoing.equals(step);
    if (!newStep && nowPercent == percent) {
      return;
    }
    step = nowDoing;
    percent = nowPercent;
    if (terminal) {
      err.printf("\r%s %3d %%%s", step, percent, percent == 100 ? System.lineSeparator() : "");
      err.flush();
    } else if (newStep) {
      err.println(step);
    }
  }
}
