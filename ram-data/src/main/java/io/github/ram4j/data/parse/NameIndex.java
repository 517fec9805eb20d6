package io.github.ram4j.data.parse;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All names of a vocabulary's tags by the forms of their first words. Immutable once made. */
final class NameIndex {
  /** Least number of letters at which a name of two words is also looked up as one word. */
  private static final int LEAST_JOINED = 6;

  private final Map<String, List<TagName>> byForm = new HashMap<>();
  private final Map<String, List<TagName>> byFirst = new HashMap<>();
  private final Map<String, List<Tag>> tagsByPlain = new HashMap<>();
  private final WordForms wordForms = new WordForms();

  /**
   * Makes all forms of all names.
   *
   * @param own further names, equal in rank to the tags' own
   * @param usual names that count if no other does
   */
  NameIndex(TagVocabulary vocabulary, Map<String, List<Tag>> own, Map<String, List<Tag>> usual) {
    for (Tag tag : vocabulary.tags()) {
      alternatives(tag).forEach(name -> plainTags(name).add(tag));
    }
    usual.forEach((text, tags) -> tagsByPlain.putIfAbsent(TagName.plain(Word.of(text)), tags));
    for (Tag tag : vocabulary.tags()) {
      alternatives(tag).forEach(name -> addName(name, tag));
    }
    own.forEach((text, tags) -> add(Word.of(text), tags, List.of(), Similarity.EXACT));
    usual.forEach((text, tags) -> add(Word.of(text), tags, List.of(), Similarity.SYNONYM));
    WordLists.PHRASES.forEach(text -> add(Word.of(text), List.of(), List.of(), Similarity.EXACT));
  }

  private static List<List<Word>> alternatives(Tag tag) {
    return Arrays.stream(tag.english().split("/")).map(Word::of).filter(w -> !w.isEmpty()).toList();
  }

  private List<Tag> plainTags(List<Word> words) {
    return tagsByPlain.computeIfAbsent(TagName.plain(words), k -> new ArrayList<>(1));
  }

  private void addName(List<Word> words, Tag tag) {
    List<Tag> heads = heads(words);
    add(words, List.of(tag), heads, Similarity.EXACT);
    if (words.size() == 2) {
      List<Word> joined = Word.of(words.get(0).plain() + words.get(1).plain());
      if (joined.size() == 1 && joined.get(0).plain().length() >= LEAST_JOINED) {
        add(joined, List.of(tag), heads, Similarity.INFLECTED);
      }
    }
  }

  /** The tags of a name's last words, if the name is a kind of them. */
  private List<Tag> heads(List<Word> words) {
    if (WordLists.OTHER_THAN_THEIR_HEADS.contains(TagName.plain(words))) {
      return List.of();
    }
    Set<Tag> heads = new LinkedHashSet<>();
    for (int i = 1; i < words.size(); i++) {
      heads.addAll(
          tagsByPlain.getOrDefault(TagName.plain(words.subList(i, words.size())), List.of()));
    }
    return List.copyOf(heads);
  }

  private void add(List<Word> words, List<Tag> tags, List<Tag> heads, Similarity atBest) {
    boolean asItIs = tags.isEmpty();
    List<Map<String, Similarity>> forms =
        words.stream()
            .map(
                word ->
                    asItIs ? Map.of(word.plain(), Similarity.EXACT) : wordForms.of(word.plain()))
            .toList();
    TagName name = new TagName(words, forms, tags, heads, atBest);
    forms.get(0).keySet().forEach(form -> add(byForm, form, name));
    add(byFirst, words.get(0).plain(), name);
  }

  private static void add(Map<String, List<TagName>> to, String word, TagName name) {
    to.computeIfAbsent(word, k -> new ArrayList<>(1)).add(name);
  }

  /** Names whose first word has a word of a text among its forms. */
  List<TagName> beginningWithFormOf(String word) {
    return byForm.getOrDefault(word, List.of());
  }

  /** Names that begin with exactly this word. */
  List<TagName> beginningWith(String word) {
    return byFirst.getOrDefault(word, List.of());
  }
}
