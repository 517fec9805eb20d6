package io.github.ram4j.evaluate.run;

import java.nio.file.Path;

/** Listener of scoring, called on the thread that scores. Does nothing unless overridden. */
public interface ScoringListener {
  /** A listener that does nothing. */
  ScoringListener NONE = new ScoringListener() {};

  /**
   * Reports the number of scored images.
   *
   * @param images number of images so far, left-out ones included
   * @param of number of all images
   */
  default void scored(int images, int of) {}

  /**
   * Reports an image that is left out.
   *
   * @param image its file
   * @param cause the error of reading it
   */
  default void unreadable(Path image, Exception cause) {}
}
