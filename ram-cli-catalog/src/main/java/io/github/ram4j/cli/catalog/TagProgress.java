package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.run.RunListener;
import io.github.ram4j.catalog.scan.ScanListener;
import io.github.ram4j.cli.Errors;
import io.github.ram4j.cli.Terminal;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The progress of a run for a person: a bar with rate and time left in a terminal, a line now and
 * then elsewhere; and images that failed, a line each, with nothing of the bar in it.
 */
final class TagProgress implements ScanListener, RunListener, AutoCloseable {
  private static final long LINE_EVERY_NS = Duration.ofSeconds(10).toNanos();
  private static final int BAR_EVERY_MS = 250;

  /** The greatest number of notes that are printed; the others are counted. */
  private static final int NOTES = 10;

  private final PrintWriter err;
  private final boolean watched = Terminal.isWatched();
  private final int columns = Terminal.columns() - 1;
  private ProgressBar bar;
  private String shown = "";
  private long start;
  private long lastLine;
  private long unreadable;
  private long notes;
  private long lastFound;

  TagProgress(PrintWriter err) {
    this.err = err;
  }

  /** The number of folders and files that could not be looked at or written. */
  long troubles() {
    return unreadable;
  }

  /** Tells of a file beside an image that could not be written. */
  void unwritten(Path image, Exception cause) {
    trouble(image, cause);
  }

  /** Tells what a person may want to know of a file beside an image. */
  void note(Path image, String note) {
    notes++;
    if (notes <= NOTES) {
      say("note: " + image + ": " + note);
    }
  }

  @Override
  public void found(long images) {
    if (watched && images != lastFound) {
      show("scanning: %,d images".formatted(images));
      lastFound = images;
    }
  }

  @Override
  public void unreadable(Path file, IOException cause) {
    trouble(file, cause);
  }

  private void trouble(Path file, Exception cause) {
    unreadable++;
    String message = Errors.explain(cause);
    line(message.contains(file.toString()) ? message : file + ": " + message);
  }

  @Override
  public void at(long images, long of) {
    if (start == 0) {
      start = System.nanoTime();
      lastLine = start;
    }
    if (watched) {
      bar(of).stepTo(images);
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= LINE_EVERY_NS) {
      lastLine = now;
      double rate = images / ((now - start) / 1e9);
      long left = rate > 0 ? Math.round((of - images) / rate) : 0;
      err.printf(
          Locale.ROOT, "%,d of %,d images, %.1f a second, %s left%n", images, of, rate, time(left));
    }
  }

  /** Hours, minutes and seconds. */
  static String time(long seconds) {
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private ProgressBar bar(long of) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("tagging")
              .setInitialMax(of)
              .setUnit(" images", 1)
              .showSpeed()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(BAR_EVERY_MS)
              .setConsumer(new DelegatingProgressBarConsumer(this::show, columns))
              .build();
    }
    return bar;
  }

  @Override
  public void failed(Path file, String reason) {
    line(file + ": " + reason);
  }

  @Override
  public void changing(Path file) {
    line(file + ": expected a file that nobody writes to, found that it changes; left for now");
  }

  /** Prints what the program does now. */
  synchronized void say(String text) {
    clear();
    err.println(TerminalView.safe(text));
    err.print(shown);
    err.flush();
  }

  /** Prints a line of its own. */
  synchronized void line(String text) {
    clear();
    err.println("ram: " + TerminalView.safe(text));
    err.print(shown);
    err.flush();
  }

  private synchronized void show(String text) {
    clear();
    shown = text.strip();
    err.print(shown);
    err.flush();
  }

  private void clear() {
    if (!shown.isEmpty()) {
      err.print("\r" + " ".repeat(Math.min(columns, shown.length())) + "\r");
    }
  }

  /** Ends the bar of one run, so that another may begin; counts the notes that were left out. */
  void endRun() {
    if (notes > NOTES) {
      say("note: so for %,d further images".formatted(notes - NOTES));
    }
    notes = 0;
    if (bar != null) {
      bar.close(); // which waits for the bar's thread to show it once more
      bar = null;
    }
    start = 0;
    lastFound = 0;
    clearLine();
  }

  private synchronized void clearLine() {
    clear();
    shown = "";
    err.flush();
  }

  @Override
  public void close() {
    endRun();
  }
}
