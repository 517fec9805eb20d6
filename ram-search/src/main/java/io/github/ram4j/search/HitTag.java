package io.github.ram4j.search;

import java.util.List;
import java.util.Objects;

/**
 * A tag of an image that was found.
 *
 * @param english the name
 * @param chinese the alternatives in Chinese; empty where the list has none
 * @param score in [0, 1]
 */
public record HitTag(String english, List<String> chinese, double score) {
  /** Copies the list. */
  public HitTag {
    Objects.requireNonNull(english, "english");
    chinese = List.copyOf(chinese);
  }
}
