package io.github.ram4j.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.atteo.evo.inflector.English;

/**
 * English inflections: the plurals, the third person, past and -ing forms of a word. Forms are
 * generated from the word; words are never stemmed, so "university" cannot be taken for "universe".
 * Nouns and verbs are not told apart, since texts do not have forms that do not exist.
 *
 * <p>Plurals are evo-inflector's; verbs are spelled here. Three lists beside this class have the
 * forms that neither knows. Comparatives ("larger") and words made from others ("cloudy",
 * "painter") are no forms.
 */
public final class Inflections {
  private static final English NOUNS = new English(English.MODE.ENGLISH_ANGLICIZED);
  private static final Map<String, List<String>> PLURALS = table("irregular-plurals.txt");
  private static final Map<String, List<String>> PAST = table("irregular-verbs.txt");
  private static final Set<String> OF_THEIR_OWN = words("words-of-their-own.txt");

  /**
   * A word that may have forms; no English word is longer, so the patterns below never meet a long
   * text.
   */
  private static final Pattern INFLECTED = Pattern.compile("(?=.*[aeiouy])[a-z]{2,40}");

  /** Two letters are a verb only where the list has it: there is no "inning" of "in". */
  private static final Pattern VERB = Pattern.compile("(?=.*[aeiouy])[a-z]{3,40}");

  private static final Pattern HISSING = Pattern.compile(".*(s|x|z|ch|sh)");
  private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

  /** "ride" gives "riding", but "see", "hoe" and "dye" keep their e. */
  private static final Pattern DROPPED_E = Pattern.compile(".*[^eoy]e");

  /** "picnicking". */
  private static final Pattern ADDED_K = Pattern.compile(".*[ai]c");

  /** One vowel, then one consonant that is doubled: "sit", "quiz"; not "look", "fix", "play". */
  private static final Pattern DOUBLING =
      Pattern.compile("(qu|[^aeiou])*[aeiou][bcdfghjklmnpqrstvz]");

  /** The same at the end of a longer word, where the stress decides: "begin" but "visit". */
  private static final Pattern PERHAPS_DOUBLING =
      Pattern.compile(".*[aeiouy].*[^aeiou][aeiou][bdglmnprst]|.*(ia|ue)l");

  private Inflections() {}

  /** The word and all its forms. */
  public static Set<String> of(String word) {
    Set<String> forms = new HashSet<>();
    if (VERB.matcher(word).matches() || PAST.containsKey(word)) {
      addVerbForms(word, forms);
    }
    addPlurals(word, forms);
    forms.removeAll(OF_THEIR_OWN);
    forms.add(word);
    return forms;
  }

  /** The plurals of a noun; the third person of a verb is spelled alike. */
  public static Set<String> plurals(String word) {
    Set<String> forms = new HashSet<>();
    addPlurals(word, forms);
    forms.removeAll(OF_THEIR_OWN);
    return forms;
  }

  /** Returns whether a word that looks like a form of another is, in captions, one of its own. */
  public static boolean isOfItsOwn(String word) {
    return OF_THEIR_OWN.contains(word);
  }

  private static void addPlurals(String word, Set<String> forms) {
    forms.addAll(PLURALS.getOrDefault(word, List.of()));
    if (INFLECTED.matcher(word).matches()) {
      forms.add(NOUNS.getPlural(word));
    }
    if (HISSING.matcher(word).matches()) {
      forms.add(word + "es");
    } else if (CONSONANT_Y.matcher(word).matches()) {
      forms.add(withoutLast(word, 1) + "ies");
    } else {
      forms.add(word + "s");
    }
  }

  private static void addVerbForms(String word, Set<String> forms) {
    addIng(word, forms);
    List<String> irregular = PAST.get(word);
    if (irregular == null) {
      addEd(word, forms);
    } else {
      forms.addAll(irregular);
    }
  }

  private static void addIng(String word, Set<String> forms) {
    if (word.endsWith("ie")) {
      forms.add(withoutLast(word, 2) + "ying");
    } else if (DROPPED_E.matcher(word).matches()) {
      forms.add(withoutLast(word, 1) + "ing");
    } else {
      addToStem(word, "ing", forms);
    }
  }

  private static void addEd(String word, Set<String> forms) {
    if (word.endsWith("e")) {
      forms.add(word + "d");
    } else if (CONSONANT_Y.matcher(word).matches()) {
      forms.add(withoutLast(word, 1) + "ied");
    } else {
      addToStem(word, "ed", forms);
    }
  }

  private static void addToStem(String word, String ending, Set<String> forms) {
    boolean doubling = DOUBLING.matcher(word).matches();
    if (doubling || PERHAPS_DOUBLING.matcher(word).matches()) {
      forms.add(word + word.charAt(word.length() - 1) + ending);
    }
    if (!doubling) {
      forms.add(ADDED_K.matcher(word).matches() ? word + "k" + ending : word + ending);
    }
  }

  private static String withoutLast(String word, int characters) {
    return word.substring(0, word.length() - characters);
  }

  private static Map<String, List<String>> table(String resource) {
    Map<String, List<String>> table = new HashMap<>();
    for (String line : lines(resource)) {
      List<String> words = List.of(line.split(" "));
      table.put(words.get(0), words.subList(1, words.size()));
    }
    return table;
  }

  private static Set<String> words(String resource) {
    Set<String> words = new HashSet<>();
    for (String line : lines(resource)) {
      words.addAll(Arrays.asList(line.split(" ")));
    }
    return words;
  }

  static List<String> lines(String resource) {
    try (InputStream in = Inflections.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
