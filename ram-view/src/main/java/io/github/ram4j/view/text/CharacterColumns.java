package io.github.ram4j.view.text;

/** The width of a character in columns of a terminal. */
public final class CharacterColumns {
  private CharacterColumns() {}

  /**
   * The columns of a character: 0 for marks that combine with the character before, 2 for wide
   * characters, 1 for others.
   */
  public static int of(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return Character.isIdeographic(c)
        || between(c, 0x1100, 0x115f)
        || between(c, 0x2e80, 0x33ff)
        || between(c, 0xac00, 0xd7a3)
        || between(c, 0xff01, 0xff60)
        || between(c, 0xffe0, 0xffe6)
        || between(c, 0x1f300, 0x1f64f)
        || between(c, 0x1f680, 0x1f6ff)
        || between(c, 0x1f900, 0x1faff);
  }

  private static boolean between(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
