package io.github.ram4j.data.parse;

/**
 * Similarity of words to a name, the strongest first. Of names at the same words the most similar
 * counts.
 */
enum Similarity {
  /** The name as it is, upper and lower case alike. */
  EXACT,
  /** A form of its words, or its words joined or split. */
  INFLECTED,
  /** Another form of a verb of which one of its words is a form. */
  RELATED,
  /** A usual synonym. */
  SYNONYM;

  static Similarity weaker(Similarity one, Similarity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
