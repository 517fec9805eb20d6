package io.github.ram4j.cli;

/** Numbers of things in words. */
public final class Count {
  private Count() {}

  /**
   * A number and what it counts.
   *
   * @param number from 0
   * @param one the thing in the singular, whose plural ends in "s"
   * @return for example "1 image" or "1,200 images"
   */
  public static String of(long number, String one) {
    return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }
}
