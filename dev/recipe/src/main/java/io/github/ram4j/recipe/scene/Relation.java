package io.github.ram4j.recipe.scene;

import java.util.List;

/** Spatial relation of one thing to another, or to two others. */
public enum Relation {
  /** All of it, or nearly, is farther left. */
  LEFT_OF("on the left of", "to the left of", "left of"),
  /** All of it, or nearly, is farther right. */
  RIGHT_OF("on the right of", "to the right of", "right of"),
  /** All of it, or nearly, is farther up. */
  ABOVE("above", "over", "on top of"),
  /** All of it, or nearly, is farther down. */
  BELOW("below", "beneath", "under", "underneath"),
  /** It is left or right, near, and on the same level. */
  NEXT_TO("next to", "beside", "near"),
  /** It stands between two others, from left to right or from top to bottom. */
  BETWEEN("between", "in between");

  /** Number of a relation's phrases that are written; the others are understood only. */
  private static final int WRITTEN = 2;

  /** The part of the smaller box that may lie on the wrong side. */
  private static final double TOLERANCE = 0.25;

  /** The part of the lower box that must be level with the other. */
  private static final double LEVEL = 0.3;

  /** The widest gap between two things next to each other, as a part of the image's side. */
  private static final double NEAR = 0.4;

  /** Parted by bars. */
  private final String phrases;

  Relation(String... phrases) {
    this.phrases = String.join("|", phrases);
  }

  /** Phrases understood as this relation. */
  List<String> phrases() {
    return List.of(phrases.split("\\|"));
  }

  /** Phrases written for this relation, the usual one first. */
  List<String> writtenPhrases() {
    return phrases().subList(0, this == BETWEEN ? 1 : WRITTEN);
  }

  /**
   * Returns whether things stand in the relation.
   *
   * @param first the box of the first thing
   * @param others the boxes of the other things: two for BETWEEN, otherwise the relation must hold
   *     to each
   */
  public boolean holds(Box first, List<Box> others) {
    return this == BETWEEN
        ? others.size() == 2 && isBetween(first, others.get(0), others.get(1))
        : others.stream().allMatch(other -> holds(first, other));
  }

  private boolean holds(Box first, Box second) {
    return switch (this) {
      case LEFT_OF -> isBefore(first.left(), first.right(), second.left(), second.right());
      case RIGHT_OF -> LEFT_OF.holds(second, first);
      case ABOVE -> isBefore(first.top(), first.bottom(), second.top(), second.bottom());
      case BELOW -> ABOVE.holds(second, first);
      case NEXT_TO -> areLevel(first, second) && areBeside(first, second);
      case BETWEEN -> false;
    };
  }

  private static boolean isBetween(Box middle, Box one, Box other) {
    return LEFT_OF.areInLine(one, middle, other)
        || LEFT_OF.areInLine(other, middle, one)
        || ABOVE.areInLine(one, middle, other)
        || ABOVE.areInLine(other, middle, one);
  }

  private boolean areInLine(Box one, Box middle, Box other) {
    return holds(one, middle) && holds(middle, other);
  }

  private static boolean isBefore(double start, double end, double otherStart, double otherEnd) {
    double smaller = Math.min(end - start, otherEnd - otherStart);
    return start + end < otherStart + otherEnd && end - otherStart <= TOLERANCE * smaller;
  }

  private static boolean areLevel(Box first, Box second) {
    double common = Math.min(first.bottom(), second.bottom()) - Math.max(first.top(), second.top());
    return common >= LEVEL * Math.min(first.height(), second.height());
  }

  private static boolean areBeside(Box first, Box second) {
    double gap = Math.max(second.left() - first.right(), first.left() - second.right());
    return gap <= NEAR && (LEFT_OF.holds(first, second) || RIGHT_OF.holds(first, second));
  }
}
