package io.github.ram4j.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The normalization of text by CLIP's tokenizer before it splits: ftfy's {@code fix_text}, HTML's
 * references unescaped twice, runs of white space one space, lower case.
 *
 * <p>ftfy's repair of text that was decoded by the wrong encoding ("cafÃ©") is left out: such text
 * stays as it is.
 */
final class CleanText {
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001B\\[[\\d;]*[a-zA-Z]");

  /** Letters that are spelled out. */
  private static final Map<Integer, String> LIGATURES =
      Map.ofEntries(
          Map.entry(0x0132, "IJ"),
          Map.entry(0x0133, "ij"),
          Map.entry(0x0149, "\u02BCn"),
          Map.entry(0x01F1, "DZ"),
          Map.entry(0x01F2, "Dz"),
          Map.entry(0x01F3, "dz"),
          Map.entry(0x01C4, "D\u017D"),
          Map.entry(0x01C5, "D\u017E"),
          Map.entry(0x01C6, "d\u017E"),
          Map.entry(0x01C7, "LJ"),
          Map.entry(0x01C8, "Lj"),
          Map.entry(0x01C9, "lj"),
          Map.entry(0x01CA, "NJ"),
          Map.entry(0x01CB, "Nj"),
          Map.entry(0x01CC, "nj"),
          Map.entry(0xFB00, "ff"),
          Map.entry(0xFB01, "fi"),
          Map.entry(0xFB02, "fl"),
          Map.entry(0xFB03, "ffi"),
          Map.entry(0xFB04, "ffl"),
          Map.entry(0xFB05, "\u017Ft"),
          Map.entry(0xFB06, "st"));

  private CleanText() {}

  /** The text as it is to be split. */
  static String of(String text) {
    String plain = HtmlReferences.unescape(HtmlReferences.unescape(fixed(text)));
    return SPACES.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  /** Line by line; no references are unescaped from the first line on that holds "&lt;". */
  private static String fixed(String text) {
    StringBuilder all = new StringBuilder(text.length());
    boolean unescape = true;
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      String line = text.substring(start, end);
      unescape &= line.indexOf('<') < 0;
      all.append(fixedLine(line, unescape));
      start = end;
    }
    return all.toString();
  }

  private static String fixedLine(String line, boolean unescape) {
    String before = line;
    while (true) {
      String unescaped = unescape ? HtmlReferences.unescapeClosed(before) : before;
      String after = fixedOnce(unescaped);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }

  private static String fixedOnce(String line) {
    StringBuilder usual = new StringBuilder(line.length());
    line.replace("\r\n", "\n").codePoints().forEach(c -> usual.append(usual(c)));
    String visible = TERMINAL_ESCAPE.matcher(usual).replaceAll("");
    StringBuilder kept = new StringBuilder(visible.length());
    visible.codePoints().filter(c -> !isDropped(c)).forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, Normalizer.Form.NFC);
  }

  /** The usual way to write a character; another pass may find one more usual. */
  private static String usual(int c) {
    if (c < 0x80) {
      return c == '\r' ? "\n" : Character.toString(c);
    }
    if (c <= 0x9F) {
      return String.valueOf(HtmlReferences.windows1252(c));
    }
    if (c == 0x02BC || (c >= 0x2018 && c <= 0x201B)) {
      return "'";
    }
    if (c >= 0x201C && c <= 0x201F) {
      return "\"";
    }
    if (c == 0x2028 || c == 0x2029) {
      return "\n";
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return "\uFFFD";
    }
    if (c == 0x3000 || (c > 0xFF00 && c < 0xFFF0)) {
      return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    }
    String spelled = LIGATURES.get(c);
    return spelled == null ? Character.toString(c) : spelled;
  }

  /** Controls and marks that nobody means to be in a text. */
  private static boolean isDropped(int c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r')
        || c == 0x7F
        || (c >= 0x206A && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFC);
  }
}
