package io.github.ram4j.evaluate.run;

import java.util.Objects;

/** Options of scoring images with a recognizer. Immutable; as thread-safe as its listener. */
public final class ScoringOptions {
  private final boolean skipUnreadable;
  private final ScoringListener listener;

  private ScoringOptions(boolean skipUnreadable, ScoringListener listener) {
    this.skipUnreadable = skipUnreadable;
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * The defaults: an unreadable image is an error, and there is no listener.
   *
   * @return the options
   */
  public static ScoringOptions defaults() {
    return new ScoringOptions(false, ScoringListener.NONE);
  }

  /**
   * Options that leave unreadable images out, or refuse them.
   *
   * @param skip whether such an image is left out and told to the listener; otherwise it is an
   *     error
   * @return new options
   */
  public ScoringOptions withSkipUnreadable(boolean skip) {
    return new ScoringOptions(skip, listener);
  }

  /**
   * Options with a listener.
   *
   * @param heard listener of progress and of images that are left out
   * @return new options
   */
  public ScoringOptions withListener(ScoringListener heard) {
    return new ScoringOptions(skipUnreadable, heard);
  }

  boolean skipUnreadable() {
    return skipUnreadable;
  }

  ScoringListener listener() {
    return listener;
  }
}
