package io.github.ram4j.cli.catalog;

import io.github.ram4j.cli.Terminal;
import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;
import java.nio.file.Path;

/** How far a video is, in one line of a terminal; nothing elsewhere. Not thread-safe. */
final class VideoProgress implements AutoCloseable {
  private static final long EVERY_NS = 250_000_000;

  private final String name;
  private final PrintWriter err;
  private final boolean watched = Terminal.isWatched();
  private long last;
  private int shown;

  VideoProgress(Path file, PrintWriter err) {
    this.name = TerminalView.safe(String.valueOf(file.getFileName()));
    this.err = err;
  }

  /** Tells the time of the last frame that was recognized. */
  void at(long ms) {
    long now = System.nanoTime();
    if (!watched || now - last < EVERY_NS) {
      return;
    }
    last = now;
    String text = "%s: %d:%02d".formatted(name, ms / 60_000, ms / 1000 % 60);
    int columns = Math.max(10, Terminal.columns() - 1);
    String line = text.length() > columns ? text.substring(text.length() - columns) : text;
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    shown = line.length();
    err.flush();
  }

  @Override
  public void close() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
    }
  }
}
