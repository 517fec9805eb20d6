package io.github.ram4j.cli;

import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;

/**
 * Whether a person is watching, and how wide the window is. Java 17 cannot tell; the launcher can.
 */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Whether standard error is a terminal, as far as the launcher said so. */
  public static boolean isWatched() {
    return Boolean.getBoolean("ram.terminal");
  }

  /** Tells a person that no model was named, and what the one that ships knows. */
  static void tellShipped(PrintWriter err) {
    if (isWatched()) {
      err.println("with the small model that ships: it knows clip art, not photographs (--model)");
    }
  }

  /** Whether standard output is a terminal that wants colours. */
  static boolean wantsColours() {
    return TerminalView.ansiIsWanted(Boolean.getBoolean("ram.terminal.out"));
  }

  /** Columns of the terminal, as far as they are known. */
  static int columns() {
    return Math.max(
        TerminalView.LEAST_COLUMNS, Integer.getInteger("ram.terminal.columns", USUAL_COLUMNS));
  }
}
