package io.github.ram4j.cli;

import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;

/**
 * Terminal of the process: whether a person is watching, and its width. Java 17 cannot tell; the
 * launcher can.
 */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Returns whether standard error is a terminal, as far as the launcher says so. */
  public static boolean isWatched() {
    return Boolean.getBoolean("ram.terminal");
  }

  /** Prints that no model was named, and what the one for photographs is. */
  static void tellPhoto(PrintWriter err) {
    if (isWatched()) {
      err.println(
          "with the small model photo, which ships: things and animals, 749 of RAM's tags; for clip"
              + " art: --model clipart");
    }
  }

  /** Prints that no model was named, and the vocabulary of the one that captions. */
  static void tellShipped(PrintWriter err) {
    if (isWatched()) {
      err.println("with the small model that ships: it knows clip art, not photographs (--model)");
    }
  }

  /** Returns whether standard output is a terminal with colours. */
  static boolean wantsColours() {
    return TerminalView.ansiIsWanted(Boolean.getBoolean("ram.terminal.out"));
  }

  /**
   * Columns of the terminal.
   *
   * @return as far as they are known, else 80
   */
  public static int columns() {
    return Math.max(
        TerminalView.LEAST_COLUMNS, Integer.getInteger("ram.terminal.columns", USUAL_COLUMNS));
  }
}
