package io.github.ram4j.vocabulary;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of new tags, of which no two may be alike but for upper and lower case and blanks around.
 * Not thread-safe.
 */
final class DistinctNames {
  private final Map<String, Integer> places = new HashMap<>();

  /** The form in which names are compared, as {@link io.github.ram4j.OpenVocabulary} does it. */
  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds a name.
   *
   * @return the place of an earlier one that is alike; empty for a new name
   */
  Optional<Integer> add(String name, int place) {
    return Optional.ofNullable(places.putIfAbsent(key(name), place));
  }
}
