package io.github.ram4j.data.parse;

/** How near words of a text are to a name; of names at the same words the nearest count. */
enum Nearness {
  /** The name as it is, upper and lower case alike. */
  EXACT,
  /** In a form of its words, or with its words joined or parted. */
  INFLECTED,
  /** In another form of the verb that one of its words is a form of. */
  RELATED,
  /** By a usual synonym. */
  SYNONYM;

  static Nearness farther(Nearness one, Nearness other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
