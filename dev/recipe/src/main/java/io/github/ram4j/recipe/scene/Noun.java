package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.atteo.evo.inflector.English;

/**
 * Noun of a tag in sentences.
 *
 * @param singular in lower case, words parted by blanks, such as "police car"
 * @param plural likewise; as the singular where there is none
 * @param counted whether it takes an article or a number
 */
record Noun(String singular, String plural, boolean counted) {
  private static final English ENGLISH = new English(English.MODE.ENGLISH_ANGLICIZED);

  /** Plurals that the inflector gets wrong. */
  private static final Map<String, String> PLURALS =
      Map.of("die", "dice", "avocado", "avocados", "taco", "tacos");

  /** Tags that are plurals already, stand for stuff, or are a name. */
  private static final Set<String> UNCOUNTED =
      Set.of(
          "archery",
          "beer",
          "bread",
          "broccoli",
          "cheese",
          "coffee",
          "corn",
          "fire",
          "french fries",
          "glasses",
          "grape",
          "ice hockey",
          "jeans",
          "meat",
          "milk",
          "money",
          "planet earth",
          "popcorn",
          "rice",
          "santa claus",
          "scissors",
          "spaghetti",
          "sunglasses",
          "sushi",
          "tennis");

  /** Articles that differ from the rule of the first letter, by sound. */
  private static final Map<String, String> ARTICLES = Map.of("unicorn", "a", "hourglass", "an");

  static Noun of(String tag) {
    String singular = String.join(" ", Words.of(tag.toLowerCase(Locale.ROOT)));
    if (UNCOUNTED.contains(singular)) {
      String said = singular.equals("grape") ? "grapes" : singular;
      return new Noun(said, said, false);
    }
    int last = singular.lastIndexOf(' ') + 1;
    String word = singular.substring(last);
    String plural = PLURALS.getOrDefault(word, ENGLISH.getPlural(word));
    return new Noun(singular, singular.substring(0, last) + plural, true);
  }

  /** Returns a phrase such as "a dog", "two red dogs" or "milk". */
  String phrase(int count, String colour) {
    String named = count == 1 ? singular : plural;
    String phrase = colour.isEmpty() ? named : colour + " " + named;
    return counted ? (count == 1 ? article(phrase) : Numbers.word(count)) + " " + phrase : phrase;
  }

  private static String article(String phrase) {
    String first = Words.of(phrase).get(0);
    return ARTICLES.getOrDefault(
        first, List.of("a", "e", "i", "o", "u").contains(first.substring(0, 1)) ? "an" : "a");
  }
}
