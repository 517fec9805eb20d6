package io.github.ram4j.describe;

import java.time.Duration;

/**
 * Listener of describing; one call at a time, on any thread. Does nothing unless overridden. It
 * must not throw.
 */
public interface DescribeListener {
  /** A listener that does nothing. */
  DescribeListener NONE = new DescribeListener() {};

  /**
   * Reports an answer.
   *
   * @param answers number of answers so far, those of earlier runs included
   * @param of number of all answers wanted
   */
  default void answered(long answers, long of) {}

  /**
   * Reports a tag that is described and written.
   *
   * @param name of the tag
   */
  default void described(String name) {}

  /**
   * Reports a request that failed and is sent again.
   *
   * @param reason the service's answer
   * @param wait time until then
   */
  default void retrying(String reason, Duration wait) {}
}
