package io.github.ram4j.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The authors' 63 prompt templates, filled with a name. The embeddings of the prompts of a name,
 * each of length 1, have a mean that stands for the name.
 *
 * @see "openset_utils.py, build_openset_label_embedding (recognize-anything, 7cb804a)"
 */
public final class PromptTemplates {
  private static final String ARTICLE = "{a}";
  private static final String NAME = "{n}";
  private static final List<String> TEMPLATES = read("templates.txt");

  private PromptTemplates() {}

  /**
   * Fills the templates.
   *
   * @param name as given, not empty; its first character, as it is, decides between "a" and "an"
   * @return 63 prompts, in the order of the templates
   * @throws IllegalArgumentException if the name is empty
   */
  public static List<String> of(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name: expected at least one character, found none");
    }
    String article = "aeiou".indexOf(name.charAt(0)) >= 0 ? "an" : "a";
    String plain = plain(name);
    return TEMPLATES.stream().map(template -> prompt(template, article, plain)).toList();
  }

  /**
   * Returns whether the prompts of a name would say nothing: of underscores, final dots, white
   * space and characters without a glyph none is left in a sentence.
   *
   * @param name as given
   * @return whether nothing is left
   */
  public static boolean isEmpty(String name) {
    return plain(name).codePoints().allMatch(PromptTemplates::isUnseen);
  }

  private static boolean isUnseen(int character) {
    int type = Character.getType(character);
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || type == Character.CONTROL
        || type == Character.FORMAT;
  }

  private static String prompt(String template, String article, String plain) {
    String sentence = template.replace(ARTICLE, article).replace(NAME, plain);
    return sentence.startsWith("a") || sentence.startsWith("the")
        ? "This is " + sentence
        : sentence;
  }

  /** The name as it stands in a sentence. */
  private static String plain(String name) {
    String words = name.replace("_", " ").replace("/", " or ").toLowerCase(Locale.ROOT);
    int end = words.length();
    while (end > 0 && words.charAt(end - 1) == '.') {
      end--;
    }
    return words.substring(0, end);
  }

  private static List<String> read(String resource) {
    try (InputStream in = PromptTemplates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("ram-core's jar is without its resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
