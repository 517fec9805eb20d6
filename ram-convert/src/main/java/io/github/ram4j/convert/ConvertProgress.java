package io.github.ram4j.convert;

/** A listener to the progress of a conversion, called on the converting thread. */
@FunctionalInterface
public interface ConvertProgress {

  /** A listener without effect. */
  ConvertProgress NONE = (step, done, total) -> {};

  /**
   * Receives the progress of a step.
   *
   * @param step name of the step, a few words
   * @param done bytes, up to {@code total}
   * @param total bytes of the step
   */
  void at(String step, long done, long total);
}
