package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.Map;

/** Words for numbers. */
final class Numbers {
  /** The written numbers, from one on. */
  static final List<String> WORDS = List.of("one", "two", "three");

  /** Numbers by the words for them. */
  static final Map<String, Integer> READ =
      Map.of("a", 1, "an", 1, "one", 1, "two", 2, "three", 3, "four", 4);

  private Numbers() {}

  static String word(int number) {
    return WORDS.get(number - 1);
  }
}
