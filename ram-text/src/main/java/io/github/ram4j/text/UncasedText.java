package io.github.ram4j.text;

import java.text.Normalizer;

/**
 * The normalization of text by transformers' BertTokenizer before it splits: lower case, without
 * accents and invisible characters, every kind of white space a blank.
 *
 * <p>Tribuo could lower and strip accents as well, but it does so word by word after splitting,
 * which parts words at soft hyphens and joiners, drops what follows a lone accent, and lowers by
 * the machine's language. Given text of this class it has only to split, and there it is exact.
 *
 * <p>The JDK decides which characters are assigned, and so not dropped: Unicode 13 in Java 17.
 * Newer characters are not in the published token vocabulary, so they become [UNK] or nothing.
 */
final class UncasedText {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private UncasedText() {}

  /** The text as it is to be split. */
  static String of(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendTo(kept, c));
    String decomposed = Normalizer.normalize(kept, Normalizer.Form.NFD);
    StringBuilder bare = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static void appendTo(StringBuilder kept, int c) {
    if (c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c)) {
      kept.append(' ');
    } else if (c != REPLACEMENT_CHARACTER && !isControl(c)) {
      // Character by character, as the reference does: a final sigma is a sigma.
      kept.appendCodePoint(Character.toLowerCase(c));
    }
  }

  /** Unicode's categories C*. */
  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
