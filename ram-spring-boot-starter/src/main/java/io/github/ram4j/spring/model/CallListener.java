package io.github.ram4j.spring.model;

/**
 * A listener of the calls of all models, for metrics, traces and logs. Beans of this type are
 * found.
 *
 * <p>Thread-safe: called in the thread of each call. It throws nothing.
 */
@FunctionalInterface
public interface CallListener {

  /**
   * Called when a call begins, before it waits for others.
   *
   * @param model the name of the bean's property: recognizer, captioner, text-encoder, locator or
   *     segmenter
   * @param operation what was asked for, such as recognize, caption or embed
   * @return is told of the call's end, once
   */
  CallEnd begun(String model, String operation);

  /** The end of one call. */
  @FunctionalInterface
  interface CallEnd {
    /**
     * Called when the call has ended, in the thread that called.
     *
     * @param call what it was and how it went
     */
    void ended(FinishedCall call);
  }
}
