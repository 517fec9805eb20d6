package io.github.ram4j.vocabulary;

import java.util.List;

/**
 * A tag learned from examples, as leave-one-out shows it: each example's scores are those of tags
 * learned without it.
 *
 * @param name of the tag
 * @param examples their number
 * @param mistakes examples that are nearer to another tag, in their order
 * @param calibration the threshold and the predictions above it
 */
public record LearnedTag(
    String name, int examples, List<Mistake> mistakes, TagCalibration calibration) {

  /** Copies the list. */
  public LearnedTag {
    mistakes = List.copyOf(mistakes);
  }

  /**
   * An example that is nearer to another tag than to its own.
   *
   * @param example its place among the examples of its tag, from 0
   * @param nearest the nearest tag
   */
  public record Mistake(int example, String nearest) {}
}
