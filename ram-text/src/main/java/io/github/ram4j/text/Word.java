package io.github.ram4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a text: letters and digits, or one ideograph, or one symbol.
 *
 * @param plain as it is compared: lower case, without accents, as the model itself reads it
 * @param before the marks between it and the word before, without those that merely join
 * @param start of its first character in the text
 * @param end after its last character
 */
public record Word(String plain, String before, int start, int end) {
  private static final Pattern WORD =
      Pattern.compile(
          "\\p{IsIdeographic}|\\p{S}|[\\p{L}\\p{N}&&\\P{IsIdeographic}]"
              + "[\\p{L}\\p{N}\\p{M}&&\\P{IsIdeographic}]*");

  private static final Pattern APOSTROPHE = Pattern.compile("\\s*['’]\\s*");

  /** Blanks, hyphens, apostrophes, and characters without a width of their own. */
  private static final Pattern JOINING =
      Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Pc}\\p{M}\\p{Cf}'’]+");

  /** The words of a text in order, without the "s" of possessives. */
  public static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    while (matcher.find()) {
      String between = text.substring(end, matcher.start());
      String plain = UncasedText.of(matcher.group());
      end = matcher.end();
      boolean possessive =
          plain.equals("s") && !words.isEmpty() && APOSTROPHE.matcher(between).matches();
      if (!possessive && !plain.isEmpty()) {
        String before = JOINING.matcher(between).replaceAll("");
        words.add(new Word(plain, before, matcher.start(), end));
      }
    }
    return words;
  }
}
