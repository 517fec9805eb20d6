package io.github.ram4j.metadata;

/** Text that XML can have. */
final class XmlCharacters {
  private static final int REPLACEMENT = 0xfffd;

  private XmlCharacters() {}

  /** The text with a mark in place of each character that XML cannot have; blanks for line ends. */
  static String clean(String text) {
    return line(text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
  }

  /** The text with a mark in place of each character that XML cannot have. */
  static String line(String text) {
    return text.codePoints()
        .map(code -> isAllowed(code) ? code : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int code) {
    return code == '\n'
        || code == '\t'
        || (code >= 0x20 && code < 0x7f)
        || (code >= 0xa0 && code < 0xd800)
        || (code >= 0xe000 && code < 0xfffe)
        || code >= 0x10000;
  }
}
