package io.github.ram4j.runtime;

/**
 * A check of one thing that running models depends on, or of one that it can do without.
 *
 * @param what the thing, in a few words
 * @param good whether the thing is as it should be; true for one that is absent and not needed
 * @param found the finding, and where it is not good the expectation
 * @param absent whether the thing is not there, and nothing is wrong about that
 */
public record RuntimeCheck(String what, boolean good, String found, boolean absent) {

  /**
   * A check of a thing that is there, or should be.
   *
   * @param what the thing, in a few words
   * @param good whether the thing is as it should be
   * @param found the finding, and where it is not good the expectation
   */
  public RuntimeCheck(String what, boolean good, String found) {
    this(what, good, found, false);
  }

  /**
   * A check of a thing that is not there and need not be.
   *
   * @param what the thing, in a few words
   * @param found the finding
   * @return a check that is good
   */
  public static RuntimeCheck absent(String what, String found) {
    return new RuntimeCheck(what, true, found, true);
  }
}
