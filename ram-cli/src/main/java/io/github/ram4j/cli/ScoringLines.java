package io.github.ram4j.cli;

import io.github.ram4j.evaluate.run.ScoringListener;
import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Prints the progress of scoring, and the images that are left out. */
final class ScoringLines implements ScoringListener {
  private final String name;
  private final PrintWriter err;
  private final ProgressLine progress;

  ScoringLines(String name, PrintWriter err) {
    this.name = name;
    this.err = err;
    this.progress = new ProgressLine(err);
  }

  @Override
  public void scored(int images, int of) {
    progress.at("recognizing with " + TerminalView.safe(name), images, of);
  }

  @Override
  public void unreadable(Path image, Exception cause) {
    err.println("left out: " + Errors.explain(cause));
  }
}
