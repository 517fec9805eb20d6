package io.github.ram4j.evaluate.run;

import java.nio.file.Path;

/** Listener of scoring, called on the thread that scores. Does nothing unless overridden. */
public interface ScoringListener {
  /** Hears nothing. */
  ScoringListener NONE = new ScoringListener() {};

  /**
   * Images were scored.
   *
   * @param images so far, those that are left out counted
   * @param of how many there are
   */
  default void scored(int images, int of) {}

  /**
   * An image was left out.
   *
   * @param image its file
   * @param cause why it could not be read
   */
  default void unreadable(Path image, Exception cause) {}
}
