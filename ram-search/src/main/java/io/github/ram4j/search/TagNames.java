package io.github.ram4j.search;

import io.github.ram4j.catalog.ImageText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tags of a catalogue by the words of their names. */
final class TagNames {

  /**
   * Tags that have some words.
   *
   * @param named ids of tags of exactly this name
   * @param within ids of other tags that have the words in their name
   */
  record Found(List<Long> named, List<Long> within) {
    boolean isEmpty() {
      return named.isEmpty() && within.isEmpty();
    }
  }

  /** From a word to the names that have it. */
  private final Map<String, List<Name>> byWord = new HashMap<>();

  private record Name(long tag, List<String> words) {}

  private TagNames() {}

  static TagNames read(Connection connection) throws SQLException {
    TagNames names = new TagNames();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, english, chinese FROM tag")) {
      while (rows.next()) {
        long id = rows.getLong(1);
        names.add(id, rows.getString(2));
        for (String chinese : JsonTexts.of(rows.getString(3))) {
          names.add(id, chinese);
        }
      }
    }
    return names;
  }

  private void add(long tag, String name) {
    Name added = new Name(tag, ImageText.words(name));
    for (String word : Set.copyOf(added.words())) {
      byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(added);
    }
  }

  /**
   * Finds tags.
   *
   * @param text words, in order
   * @param begins whether the last word may go on
   */
  Found find(String text, boolean begins) {
    List<String> words = ImageText.words(text);
    Set<Long> named = new LinkedHashSet<>();
    Set<Long> within = new LinkedHashSet<>();
    for (Name name : candidates(words, begins)) {
      int place = place(name.words(), words, begins);
      if (place == 0 && name.words().size() == words.size()) {
        named.add(name.tag());
      } else if (place >= 0) {
        within.add(name.tag());
      }
    }
    within.removeAll(named);
    return new Found(List.copyOf(named), List.copyOf(within));
  }

  private List<Name> candidates(List<String> words, boolean begins) {
    if (words.size() > 1 || !begins) {
      return byWord.getOrDefault(words.get(0), List.of());
    }
    List<Name> all = new ArrayList<>();
    byWord.forEach(
        (word, names) -> {
          if (word.startsWith(words.get(0))) {
            all.addAll(names);
          }
        });
    return all;
  }

  /** The place of words in a name; -1 for none. */
  private static int place(List<String> name, List<String> words, boolean begins) {
    if (!begins) {
      return Collections.indexOfSubList(name, words);
    }
    int last = words.size() - 1;
    for (int start = 0; start + last < name.size(); start++) {
      if (name.subList(start, start + last).equals(words.subList(0, last))
          && name.get(start + last).startsWith(words.get(last))) {
        return start;
      }
    }
    return -1;
  }
}
