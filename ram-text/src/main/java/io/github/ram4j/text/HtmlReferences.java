package io.github.ram4j.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML's character references become characters, as Python's {@code html.unescape} does it. */
final class HtmlReferences {
  /** HTML's 2,231 names with their characters; names end in ";" but for those that need none. */
  private static final Map<String, String> NAMES = names();

  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Pattern CLOSED_REFERENCE = Pattern.compile("&#?[0-9A-Za-z]{1,24};");

  /** Windows-1252 for 0x80 to 0x9F; five places that it leaves free stand for themselves. */
  private static final String WINDOWS_1252 =
      "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D"
          + "\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153"
          + "\u009D\u017E\u0178";

  private HtmlReferences() {}

  /** The text with all references replaced, those that lack their ";" included. */
  static String unescape(String text) {
    return replaced(REFERENCE, text, HtmlReferences::character);
  }

  /**
   * The text with those references replaced that end in ";", and names also where they are written
   * in capitals that HTML does not know, such as EACUTE.
   */
  static String unescapeClosed(String text) {
    return replaced(CLOSED_REFERENCE, text, HtmlReferences::closedCharacter);
  }

  /** The character that windows-1252 has for a control character of 0x80 to 0x9F. */
  static char windows1252(int control) {
    return WINDOWS_1252.charAt(control - 0x80);
  }

  private static String replaced(Pattern pattern, String text, UnaryOperator<String> character) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return pattern
        .matcher(text)
        .replaceAll((MatchResult m) -> Matcher.quoteReplacement(character.apply(m.group())));
  }

  private static String character(String reference) {
    String name = reference.substring(1);
    if (name.charAt(0) == '#') {
      return numbered(name);
    }
    String whole = NAMES.get(name);
    if (whole != null) {
      return whole;
    }
    for (int end = name.length() - 1; end > 1; end--) {
      String found = NAMES.get(name.substring(0, end));
      if (found != null) {
        return found + name.substring(end);
      }
    }
    return reference;
  }

  private static String closedCharacter(String reference) {
    String name = reference.substring(1);
    if (name.charAt(0) == '#') {
      String character = unescape(reference);
      return character.indexOf(';') >= 0 ? reference : character;
    }
    String found = NAMES.get(name);
    if (found != null) {
      return found;
    }
    String small = NAMES.get(name.toLowerCase(Locale.ROOT));
    if (small == null || !name.equals(name.toUpperCase(Locale.ROOT))) {
      return reference;
    }
    return unescape(reference).equals(reference) ? small.toUpperCase(Locale.ROOT) : reference;
  }

  private static String numbered(String name) {
    boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int end = name.endsWith(";") ? name.length() - 1 : name.length();
    String digits = name.substring(hexadecimal ? 2 : 1, end).replaceFirst("^0+(?=.)", "");
    // Nine digits hold more than the last character in either base.
    int code = digits.length() > 9 ? Integer.MAX_VALUE : limited(digits, hexadecimal ? 16 : 10);
    if (code == 0 || code > Character.MAX_CODE_POINT || isSurrogate(code)) {
      return "\uFFFD";
    }
    if (code >= 0x80 && code <= 0x9F) {
      return String.valueOf(windows1252(code));
    }
    return isInvalid(code) ? "" : Character.toString(code);
  }

  private static int limited(String digits, int radix) {
    return (int) Math.min(Long.parseLong(digits, radix), Integer.MAX_VALUE);
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  /** Controls that are not white space, and code points that are no characters. */
  private static boolean isInvalid(int code) {
    return code < 0x09
        || code == 0x0B
        || (code >= 0x0E && code < 0x20)
        || code == 0x7F
        || (code >= 0xFDD0 && code <= 0xFDEF)
        || (code & 0xFFFE) == 0xFFFE;
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>(4096);
    try (InputStream in = HtmlReferences.class.getResourceAsStream("named-references.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        StringBuilder characters = new StringBuilder();
        for (String code : line.substring(tab + 1).split(" ", -1)) {
          characters.appendCodePoint(Integer.parseInt(code, 16));
        }
        names.put(line.substring(0, tab), characters.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("HTML's names of characters", e);
    }
    return Map.copyOf(names);
  }
}
