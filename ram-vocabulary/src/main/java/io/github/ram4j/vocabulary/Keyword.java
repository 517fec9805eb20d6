package io.github.ram4j.vocabulary;

import io.github.ram4j.OpenTag;
import java.util.ArrayList;
import java.util.List;

/**
 * A keyword of a {@link KeywordList}.
 *
 * @param name not blank
 * @param path the keywords above it, from the topmost to the nearest; empty at the top
 * @param synonyms other names
 * @param exported whether images get the keyword; false for a category, which only files others
 */
public record Keyword(String name, List<String> path, List<String> synonyms, boolean exported) {
  private static final String SEPARATOR = "|";

  /** Copies the lists. */
  public Keyword {
    path = List.copyOf(path);
    synonyms = List.copyOf(synonyms);
  }

  /**
   * The keyword with its place, as Lightroom writes {@code lr:hierarchicalSubject}.
   *
   * @return the path and the name, joined by "|"
   */
  public String hierarchical() {
    return joined(path, name);
  }

  /**
   * A tag with its place, as Lightroom writes {@code lr:hierarchicalSubject}.
   *
   * @param tag a tag, its path from a keyword list or elsewhere
   * @return the path and the name, joined by "|"
   */
  public static String hierarchical(OpenTag tag) {
    return joined(tag.path(), tag.name());
  }

  private static String joined(List<String> path, String name) {
    List<String> levels = new ArrayList<>(path);
    levels.add(name);
    return String.join(SEPARATOR, levels);
  }
}
