package io.github.ram4j.examples;

import io.github.ram4j.view.TerminalView;
import java.util.regex.Pattern;

/**
 * Whether a person is watching, and how wide the window is. Java 17 cannot tell; the launcher can.
 */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  /** What commands a terminal or turns the direction of writing; emoji need the two joiners. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\u200c\\u200d]]");

  private Terminal() {}

  /** Whether standard error is a terminal, as far as the launcher said so. */
  static boolean isWatched() {
    return Boolean.getBoolean("ram.terminal");
  }

  /** Whether standard output is a terminal that wants colours. */
  static boolean wantsColours() {
    return TerminalView.ansiIsWanted(Boolean.getBoolean("ram.terminal.out"));
  }

  /** Text of users and files in one line, whose characters are shown and command nothing. */
  static String safe(String text) {
    return COMMANDS.matcher(text.replaceAll("[\\s&&\\p{Cc}]+", " ")).replaceAll("\ufffd");
  }

  /** Columns of the terminal, as far as they are known. */
  static int columns() {
    return Math.max(
        TerminalView.LEAST_COLUMNS, Integer.getInteger("ram.terminal.columns", USUAL_COLUMNS));
  }
}
