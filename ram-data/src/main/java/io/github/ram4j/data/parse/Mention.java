package io.github.ram4j.data.parse;

/**
 * Occurrence of a name in a text.
 *
 * @param name the name
 * @param from index of its first word in the text
 * @param to index after its last word
 * @param similarity of the words to the name
 */
record Mention(TagName name, int from, int to, Similarity similarity) {
  int length() {
    return to - from;
  }

  /** Returns whether another mention covers the same words or more around them. */
  boolean within(Mention other) {
    return other.from <= from && to <= other.to;
  }
}
