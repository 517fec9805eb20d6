package io.github.ram4j.data.parse;

import io.github.ram4j.text.Inflections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Inflected and related forms of a word, each with its similarity.
 *
 * <p>Not thread-safe.
 */
final class WordForms {
  private final VerbStems stems = new VerbStems();
  private final Map<String, Map<String, Similarity>> known = new HashMap<>();

  /** The forms of a word, itself among them. */
  Map<String, Similarity> of(String word) {
    return known.computeIfAbsent(word, this::made);
  }

  private Map<String, Similarity> made(String word) {
    Map<String, Similarity> forms = new HashMap<>();
    related(word).forEach(form -> forms.put(form, Similarity.RELATED));
    inflected(word).forEach(form -> forms.put(form, Similarity.INFLECTED));
    forms.put(word, Similarity.EXACT);
    return Map.copyOf(forms);
  }

  private static Set<String> inflected(String word) {
    return WordLists.NOUNS.contains(word) ? Inflections.plurals(word) : Inflections.of(word);
  }

  /**
   * Forms of the same verb: "grazing" is found in "graze" and "grazed", but "gardening" not in "a
   * garden".
   */
  private Set<String> related(String word) {
    if (!word.endsWith("ing") || Inflections.isOfItsOwn(word)) {
      return Set.of();
    }
    String stem = stems.of(word);
    if (stem.equals(word) || WordLists.NOUNS.contains(stem)) {
      return Set.of();
    }
    Set<String> forms = new HashSet<>(Inflections.of(stem));
    return forms.contains(word) ? forms : Set.of();
  }
}
