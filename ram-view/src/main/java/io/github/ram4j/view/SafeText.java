package io.github.ram4j.view;

/**
 * A filter of characters that command instead of being shown: escape sequences of terminals,
 * changes of the direction of writing, characters that XML does not allow.
 */
final class SafeText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private SafeText() {}

  /**
   * The text with a blank for each kind of white space and U+FFFD for each other character that is
   * not to be shown. It has as many UTF-16 units, so that ranges of the text stay true.
   */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int units = Character.charCount(c);
      if (isBlank(c)) {
        safe.append(' ');
      } else if (isUnsafe(c)) {
        safe.append("\ufffd".repeat(units));
      } else {
        safe.appendCodePoint(c);
      }
      i += units;
    }
    return safe.toString();
  }

  private static boolean isBlank(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x3000;
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      // Emoji are joined by one of the two, words of some scripts parted by the other.
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
      case Character.UNASSIGNED -> (c & 0xfffe) == 0xfffe;
      default -> false;
    };
  }
}
