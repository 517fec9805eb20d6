package io.github.ram4j.data.parse;

import io.github.ram4j.text.Inflections;
import io.github.ram4j.text.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Text and the occurrences of names in it. */
final class ParsedText {
  private static final Set<String> SKIPPED = Set.of("a", "an", "the", "his", "her", "its", "their");

  /** Least number of letters of each part of a word that is written as two. */
  private static final int LEAST_PART = 3;

  private final NameIndex names;
  private final List<Word> words;

  /** The further plurals of each word: "a person" is some of "people". */
  private final List<Set<String>> plurals;

  ParsedText(NameIndex names, String text) {
    this.names = names;
    this.words = Word.of(text);
    Map<String, Set<String>> known = new HashMap<>();
    this.plurals =
        words.stream()
            .map(word -> known.computeIfAbsent(word.plain(), ParsedText::plurals))
            .toList();
  }

  private static Set<String> plurals(String word) {
    Set<String> plurals = Inflections.plurals(word);
    plurals.removeAll(WordLists.PLURALS);
    return plurals;
  }

  /**
   * The mentions that count: no longer one has their words, and none of the same words is more
   * similar.
   */
  List<Mention> mentions() {
    List<List<Mention>> byFirst = new ArrayList<>();
    for (int from = 0; from < words.size(); from++) {
      byFirst.add(startingAt(from));
    }
    List<Mention> all = byFirst.stream().flatMap(List::stream).toList();
    int longest = all.stream().mapToInt(Mention::length).max().orElse(0);
    return all.stream()
        .filter(
            one ->
                byFirst.subList(Math.max(0, one.from() - longest), one.from() + 1).stream()
                    .flatMap(List::stream)
                    .noneMatch(other -> hides(other, one)))
        .toList();
  }

  private static boolean hides(Mention other, Mention one) {
    if (!one.within(other)) {
      return false;
    }
    boolean phrase = other.name().tags().isEmpty() && !one.name().tags().isEmpty();
    return other.length() > one.length()
        || phrase
        || other.similarity().compareTo(one.similarity()) < 0;
  }

  private List<Mention> startingAt(int from) {
    List<Mention> all = new ArrayList<>();
    String word = words.get(from).plain();
    Set<TagName> candidates = Collections.newSetFromMap(new IdentityHashMap<>());
    candidates.addAll(names.beginningWithFormOf(word));
    plurals.get(from).forEach(plural -> candidates.addAll(names.beginningWith(plural)));
    for (TagName name : candidates) {
      Mention mention = mention(name, from);
      if (mention != null) {
        all.add(mention);
      }
    }
    addParted(from, all);
    return all;
  }

  /** Adds names written as two words: "fire fighter" for "firefighter". */
  private void addParted(int from, List<Mention> all) {
    if (from + 1 == words.size() || !words.get(from + 1).before().isEmpty()) {
      return;
    }
    String first = words.get(from).plain();
    String second = words.get(from + 1).plain();
    if (first.length() < LEAST_PART || second.length() < LEAST_PART) {
      return;
    }
    String joined = first + second;
    for (TagName name : names.beginningWithFormOf(joined)) {
      if (name.words().size() == 1) {
        Similarity similarity = Similarity.weaker(name.forms().get(0).get(joined), name.atBest());
        all.add(
            new Mention(name, from, from + 2, Similarity.weaker(similarity, Similarity.INFLECTED)));
      }
    }
  }

  /** The mention of a name that begins at an index, or null. */
  private Mention mention(TagName name, int from) {
    Similarity similarity = name.atBest();
    int at = from;
    for (int i = 0; i < name.words().size(); i++) {
      if (i > 0) {
        at = afterArticle(name, i, at);
      }
      Similarity found = similarity(name, i, at);
      if (found == null || (i > 0 && !joined(name.words().get(i), at))) {
        return null;
      }
      similarity = Similarity.weaker(similarity, found);
      at++;
    }
    return new Mention(name, from, at, similarity);
  }

  /**
   * The index after an article: "plays the guitar" has the words of "play guitar". Idioms keep
   * their articles.
   */
  private int afterArticle(TagName name, int i, int at) {
    boolean skips =
        !name.tags().isEmpty()
            && at < words.size()
            && similarity(name, i, at) == null
            && joined(name.words().get(i), at)
            && SKIPPED.contains(words.get(at).plain());
    return skips ? at + 1 : at;
  }

  /** Similarity of a word of the text to a word of a name, or null if it is no form of it. */
  private Similarity similarity(TagName name, int i, int at) {
    if (at >= words.size()) {
      return null;
    }
    Map<String, Similarity> forms = name.forms().get(i);
    Similarity similarity = forms.get(words.get(at).plain());
    boolean singular = plurals.get(at).contains(name.words().get(i).plain());
    return similarity == null && singular && !name.tags().isEmpty()
        ? Similarity.INFLECTED
        : similarity;
  }

  private boolean joined(Word word, int at) {
    String before = words.get(at).before();
    return before.isEmpty() || before.equals(word.before());
  }
}
