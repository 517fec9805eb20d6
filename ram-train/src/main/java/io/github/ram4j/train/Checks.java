package io.github.ram4j.train;

/** Checks of options, whose messages say the option, what was expected and what was found. */
final class Checks {
  private Checks() {}

  /**
   * Refuses a value.
   *
   * @throws IllegalArgumentException if the condition does not hold
   */
  static void require(boolean holds, String option, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(option, expected, found));
    }
  }

  /** Refuses a share that is not from 0 to below 1. */
  static void requireShare(double share, String option) {
    require(share >= 0 && share < 1, option, "0 or more and less than 1", share);
  }
}
