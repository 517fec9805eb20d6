package io.github.ram4j.metadata;

/** Which names of tags are written. */
public enum NameLanguages {
  /** English names. */
  ENGLISH(true, false),

  /** Chinese names, each alternative by itself; the English name of a tag that has none. */
  CHINESE(false, true),

  /** English names, and behind each its Chinese ones. */
  BOTH(true, true);

  private final boolean english;
  private final boolean chinese;

  NameLanguages(boolean english, boolean chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  boolean english() {
    return english;
  }

  boolean chinese() {
    return chinese;
  }
}
