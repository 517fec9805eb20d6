package io.github.ram4j.catalog.filter;

import io.github.ram4j.TagScore;
import java.util.List;
import java.util.Objects;

/**
 * A tag of an image as it is written: under its own name, that of its synonyms, or a keyword's.
 *
 * @param name to be written; the English name, or the user's
 * @param path the keywords above it, from the topmost to the nearest; empty where there are none
 * @param score of the tag that it stands for, of several the best one
 */
public record OutputTag(String name, List<String> path, TagScore score) {

  /** Copies the path. */
  public OutputTag {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(score, "score");
    path = List.copyOf(path);
  }

  /**
   * Returns whether the name is the tag's English one, so that its Chinese names belong to it, too.
   *
   * @return false for a name of the user's own
   */
  public boolean isOwnName() {
    return name.equals(score.tag().english());
  }

  /**
   * The path and the name in one text.
   *
   * @param separator "|" for {@code lr:hierarchicalSubject}, "/" for {@code digiKam:TagsList}
   * @return the levels joined; a separator within a level becomes a blank, since it would make
   *     another level
   */
  public String hierarchical(String separator) {
    StringBuilder joined = new StringBuilder();
    for (String level : path) {
      joined.append(level.replace(separator, " ")).append(separator);
    }
    return joined.append(name.replace(separator, " ")).toString();
  }
}
