package io.github.ram4j.view;

import io.github.ram4j.view.text.CharacterColumns;

/** The width of a text in a terminal. */
public final class TerminalWidth {
  private TerminalWidth() {}

  /**
   * Counts the columns of a text: two for Chinese, Japanese and Korean characters, fullwidth forms
   * and emoji, none for marks that combine with the character before them, one for all others,
   * control characters too.
   *
   * @param text any text without line ends
   * @return 0 or more
   */
  public static int columns(String text) {
    return text.codePoints().map(CharacterColumns::of).sum();
  }
}
