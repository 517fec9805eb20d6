package io.github.ram4j.data.parse;

/**
 * A name and the words of a text that are it.
 *
 * @param name the name
 * @param from index of its first word in the text
 * @param to index after its last word
 * @param nearness how near the words are to the name
 */
record Mention(TagName name, int from, int to, Nearness nearness) {
  int length() {
    return to - from;
  }

  /** Whether another mention has the same words or more around them. */
  boolean within(Mention other) {
    return other.from <= from && to <= other.to;
  }
}
