package io.github.ram4j.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of texts in the table {@code image_text}, which whoever writes them and whoever searches
 * them must share.
 *
 * <p>FTS5's tokenizer {@code unicode61} takes what has no blanks between for one word. Chinese,
 * Japanese and Thai have none, so their characters are set apart here, each a word: a word of
 * Chinese becomes a phrase. Between two tags stands a character that no text has, so that no phrase
 * goes from one tag to the next.
 */
public final class ImageText {
  /** A character of private use, which the tokenizer takes for a word. */
  private static final String BETWEEN = " \uE000 ";

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private ImageText() {}

  /**
   * A text with characters of scripts without blanks set apart.
   *
   * @param text any text
   * @return what the table has for it
   */
  public static String of(String text) {
    StringBuilder apart = new StringBuilder(text.length() + 16);
    // Names of files may have accents apart from their letters, as macOS writes them.
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            c -> {
              if (standsAlone(c)) {
                apart.append(' ').appendCodePoint(c).append(' ');
              } else {
                apart.appendCodePoint(c == 0xE000 || Character.isISOControl(c) ? ' ' : c);
              }
            });
    return apart.toString();
  }

  /**
   * The texts of an image's tags, in one column.
   *
   * @param names in any order
   * @return what the table has for them
   */
  public static String of(Collection<String> names) {
    List<String> texts = new ArrayList<>(names.size());
    names.forEach(name -> texts.add(of(name).strip()));
    return String.join(BETWEEN, texts);
  }

  /**
   * The words of a text as the tokenizer sees them: lower case, without accents.
   *
   * @param text any text
   * @return in the order of the text; empty if it has no letter and no digit
   */
  public static List<String> words(String text) {
    String plain =
        MARKS.matcher(Normalizer.normalize(of(text), Normalizer.Form.NFD)).replaceAll("");
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> {
              if (isOfWord(c)) {
                word.appendCodePoint(c);
              } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isOfWord(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  private static boolean standsAlone(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return Character.isIdeographic(c)
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.THAI;
  }
}
