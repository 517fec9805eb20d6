package io.github.ram4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** An index of tags by their ids and by all their names. Immutable and thread-safe. */
final class TagIndex {
  private final Map<Integer, Integer> indexById = new HashMap<>();
  private final Map<String, List<Tag>> byName = new HashMap<>();

  /**
   * An index of tags.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  TagIndex(List<Tag> tags) {
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      if (indexById.putIfAbsent(tag.id(), i) != null) {
        throw new IllegalArgumentException(
            "tag ids: expected each once, found %d (%s) twice".formatted(tag.id(), tag.english()));
      }
      for (String name : namesOf(tag)) {
        byName.merge(name, List.of(tag), TagIndex::joined);
      }
    }
  }

  /** The place of the tag with an id. */
  OptionalInt ofId(int id) {
    Integer index = indexById.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** All tags of a name in either language, in their order. */
  List<Tag> find(String name) {
    return byName.getOrDefault(key(name), List.of());
  }

  /** All names, as {@link #key} makes them. */
  Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** A name as it is compared: case and blanks around it do not count. */
  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static Set<String> namesOf(Tag tag) {
    Set<String> names = new LinkedHashSet<>();
    names.add(key(tag.english()));
    tag.chinese().forEach(name -> names.add(key(name)));
    names.add(key(tag.chineseText()));
    names.remove("");
    return names;
  }

  private static List<Tag> joined(List<Tag> some, List<Tag> more) {
    List<Tag> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
