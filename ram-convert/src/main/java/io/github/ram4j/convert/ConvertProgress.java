package io.github.ram4j.convert;

/** Told how far a conversion is, on the thread that converts. */
@FunctionalInterface
public interface ConvertProgress {

  /** Tells nobody. */
  ConvertProgress NONE = (step, done, total) -> {};

  /**
   * Something was done.
   *
   * @param step what is under way, a few words
   * @param done bytes, up to {@code total}
   * @param total bytes of the step
   */
  void at(String step, long done, long total);
}
