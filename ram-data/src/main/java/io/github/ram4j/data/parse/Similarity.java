package io.github.ram4j.data.parse;

/**
 * Similarity of words to a name, the strongest first. Of names at the same words the most similar
 * counts.
 */
enum Similarity {
  /** The name as it is, upper and lower case alike. */
  EXACT,
  /** In a form of its words, or with its words joined or parted. */
  INFLECTED,
  /** In another form of the verb that one of its words is a form of. */
  RELATED,
  /** By a usual synonym. */
  SYNONYM;

  static Similarity weaker(Similarity one, Similarity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
