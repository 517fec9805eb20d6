package io.github.ram4j.recipe.scene;

import io.github.ram4j.text.WordList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The words of all sentences, as a word list for Tag2Text. */
public final class SentenceWords {
  /** Words before the sentence of every caption. */
  private static final String PROMPT = "a picture of";

  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private static final List<String> PUNCTUATION = List.of("|", ",", ".", "-");

  private SentenceWords() {}

  /**
   * The word list.
   *
   * @param tags names of the things that sentences tell of; their plurals are added
   * @return the special words, then those of the grammar, then those of the names
   */
  public static WordList of(Collection<String> tags) {
    Set<String> words = new LinkedHashSet<>(SPECIAL);
    words.addAll(PUNCTUATION);
    words.addAll(Words.of(PROMPT));
    words.addAll(grammar());
    Set<String> names = new TreeSet<>();
    for (String tag : tags) {
      Noun noun = Noun.of(tag);
      names.addAll(Words.of(tag.toLowerCase(java.util.Locale.ROOT)));
      names.addAll(Words.of(noun.singular()));
      names.addAll(Words.of(noun.plural()));
    }
    words.addAll(names);
    return WordList.of(new ArrayList<>(words), "of sentences");
  }

  private static Set<String> grammar() {
    List<String> phrases = new ArrayList<>(List.of("an", "and"));
    phrases.addAll(Numbers.WORDS);
    phrases.addAll(Setting.phrases());
    phrases.addAll(Setting.allTags());
    for (Relation relation : Relation.values()) {
      phrases.addAll(relation.writtenPhrases());
    }
    Set<String> words = new TreeSet<>();
    phrases.forEach(phrase -> words.addAll(Words.of(phrase)));
    return words;
  }
}
