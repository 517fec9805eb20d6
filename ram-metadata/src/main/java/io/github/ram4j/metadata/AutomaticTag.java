package io.github.ram4j.metadata;

import io.github.ram4j.TagScore;
import java.util.List;
import java.util.Objects;

/**
 * A tag that a model found in an image.
 *
 * @param name the English name, not blank
 * @param chinese the Chinese names, alternatives of each other; may be empty
 * @param score from 0 to 1
 * @param path the names above it in a hierarchy, from the topmost to the nearest; empty at the top
 */
public record AutomaticTag(String name, List<String> chinese, double score, List<String> path) {

  /** Checks the values and copies the lists. */
  public AutomaticTag {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("tag: expected a name, found a blank");
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "score of %s: expected 0 to 1, found %s".formatted(name, score));
    }
    chinese = List.copyOf(chinese);
    path = List.copyOf(path);
    if (path.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "path of %s: expected names, found a blank".formatted(name));
    }
  }

  /**
   * The tag of a recognition, without a path.
   *
   * @param found the tag with its score
   * @return the tag
   */
  public static AutomaticTag of(TagScore found) {
    return new AutomaticTag(found.tag().english(), found.tag().chinese(), found.score(), List.of());
  }

  /**
   * The tag at a place in a hierarchy.
   *
   * @param above the names above it, from the topmost to the nearest
   * @return a tag
   */
  public AutomaticTag withPath(List<String> above) {
    return new AutomaticTag(name, chinese, score, above);
  }
}
