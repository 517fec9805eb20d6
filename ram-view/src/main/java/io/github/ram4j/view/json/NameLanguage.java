package io.github.ram4j.view.json;

import io.github.ram4j.Tag;

/** The languages in which the names of tags are given. */
public enum NameLanguage {
  /** English names. */
  EN,
  /** Chinese names, English ones of tags without. */
  ZH,
  /** English and Chinese names. */
  BOTH;

  /**
   * Returns whether the English name of a tag is given.
   *
   * @param tag any tag
   * @return true but for a tag with a Chinese name where Chinese is asked for
   */
  public boolean showsEnglish(Tag tag) {
    return this != ZH || tag.chinese().isEmpty();
  }

  /**
   * Returns whether Chinese names are given.
   *
   * @return true but for English
   */
  public boolean showsChinese() {
    return this != EN;
  }
}
