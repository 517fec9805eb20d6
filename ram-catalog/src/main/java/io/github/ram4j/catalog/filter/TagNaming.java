package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.vocabulary.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Names that tags are written by: of each id that is written, a name and the path above it. */
final class TagNaming {

  /** A name with its place. */
  record Name(String name, List<String> path) {}

  private final Map<Integer, Name> byId;
  private final List<Keyword> unknown;

  private TagNaming(Map<Integer, Name> byId, List<Keyword> unknown) {
    this.byId = byId;
    this.unknown = List.copyOf(unknown);
  }

  /** All tags by their own names, or those that synonyms are shown by. */
  static TagNaming of(TagVocabulary list, TagSynonyms synonyms) {
    Map<Integer, Name> byId = new HashMap<>();
    for (Tag tag : list.tags()) {
      byId.put(tag.id(), new Name(shown(list, tag, synonyms), List.of()));
    }
    return new TagNaming(byId, List.of());
  }

  /** A name that is shown is the English one of a tag where it is a name of one. */
  private static String shown(TagVocabulary list, Tag tag, TagSynonyms synonyms) {
    String shown = synonyms.shown(tag.english());
    for (int i = 0; i < tag.chinese().size() && shown.equals(tag.english()); i++) {
      String other = synonyms.shown(tag.chinese().get(i));
      shown = other.equals(tag.chinese().get(i)) ? shown : other;
    }
    if (shown.equals(tag.english())) {
      return shown;
    }
    List<Tag> named = list.find(shown);
    return named.isEmpty() ? shown : named.get(0).english();
  }

  /** The tags of keywords. */
  static TagNaming of(TagVocabulary list, KeywordTree tree) {
    Map<String, Keyword> places = places(tree);
    Map<String, Keyword> byName = new LinkedHashMap<>(places);
    tree.exported()
        .forEach(
            keyword ->
                keyword
                    .synonyms()
                    .forEach(name -> byName.putIfAbsent(TagSynonyms.key(name), keyword)));
    Map<Integer, Name> byId = new HashMap<>();
    Set<Keyword> known = new HashSet<>();
    byName.forEach(
        (name, keyword) -> {
          for (Tag tag : list.find(name)) {
            byId.putIfAbsent(tag.id(), new Name(keyword.name(), keyword.path()));
            known.add(keyword);
          }
        });
    List<Keyword> unknown = new ArrayList<>(tree.exported());
    unknown.removeAll(known);
    return new TagNaming(byId, unknown);
  }

  /** The keywords by their own names; an orange among fruits and another one are an error. */
  private static Map<String, Keyword> places(KeywordTree tree) {
    Map<String, Keyword> places = new LinkedHashMap<>();
    for (Keyword keyword : tree.exported()) {
      Keyword before = places.putIfAbsent(TagSynonyms.key(keyword.name()), keyword);
      if (before != null) {
        throw new FileFormatException(
            "%s: expected each keyword at one place, found \"%s\" at %s and at %s"
                .formatted(
                    tree.source(), keyword.name(), before.hierarchical(), keyword.hierarchical()));
      }
    }
    return places;
  }

  boolean isNamed(int id) {
    return byId.containsKey(id);
  }

  Name name(Tag tag) {
    return Objects.requireNonNull(byId.get(tag.id()), tag.english());
  }

  List<Keyword> unknown() {
    return unknown;
  }
}
