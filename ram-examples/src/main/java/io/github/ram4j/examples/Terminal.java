package io.github.ram4j.examples;

/** Whether a person is watching. Java 17 cannot tell; the launcher can. */
final class Terminal {
  private Terminal() {}

  /** Whether standard error is a terminal, as far as the launcher said so. */
  static boolean isWatched() {
    return Boolean.getBoolean("ram.terminal");
  }
}
