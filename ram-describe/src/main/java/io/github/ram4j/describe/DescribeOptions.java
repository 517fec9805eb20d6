package io.github.ram4j.describe;

import java.time.Duration;
import java.util.Objects;

/** Options of describing. Immutable; as thread-safe as its listener. */
public final class DescribeOptions {
  private static final int DEFAULT_ANSWERS = 10;
  private static final int MOST_ANSWERS = 1000;
  private static final int DEFAULT_PARALLEL = 4;
  private static final int MOST_PARALLEL = 256;
  private static final int DEFAULT_RETRIES = 6;

  private final int answers;
  private final int parallelRequests;
  private final Retries retries;
  private final DescribeListener listener;

  /**
   * The repetition of failed requests.
   *
   * @param count repetitions of one request
   * @param firstWait time before the first; twice as long before each further one, 60 s at most
   */
  record Retries(int count, Duration firstWait) {}

  private DescribeOptions(
      int answers, int parallelRequests, Retries retries, DescribeListener listener) {
    this.answers = answers;
    this.parallelRequests = parallelRequests;
    this.retries = retries;
    this.listener = listener;
  }

  /**
   * The defaults: 10 answers to each of 5 questions, 4 requests at a time, 6 repetitions of a
   * request that a service refuses for its load, the first after a second.
   *
   * @return the options
   */
  public static DescribeOptions defaults() {
    return new DescribeOptions(
        DEFAULT_ANSWERS,
        DEFAULT_PARALLEL,
        new Retries(DEFAULT_RETRIES, Duration.ofSeconds(1)),
        DescribeListener.NONE);
  }

  /**
   * Options with another number of answers to each question. With 10 a tag has 51 sentences, as the
   * authors' files have.
   *
   * @param count 1 to 1000
   * @return new options
   * @throws IllegalArgumentException if it is another number
   */
  public DescribeOptions withAnswers(int count) {
    requireIn("answers to a question", count, 1, MOST_ANSWERS);
    return new DescribeOptions(count, parallelRequests, retries, listener);
  }

  /**
   * Options with another limit of requests at a time.
   *
   * @param count 1 to 256
   * @return new options
   * @throws IllegalArgumentException if it is another number
   */
  public DescribeOptions withParallelRequests(int count) {
    requireIn("requests at a time", count, 1, MOST_PARALLEL);
    return new DescribeOptions(answers, count, retries, listener);
  }

  /**
   * Options with other repetitions of requests that fail for the service's load (HTTP status 408,
   * 429, 500 and above) or for the network.
   *
   * @param count repetitions of one request, 0 or more
   * @param firstWait time before the first; twice as long before each further one, 60 s at most
   * @return new options
   * @throws IllegalArgumentException if either is negative
   */
  public DescribeOptions withRetries(int count, Duration firstWait) {
    requireIn("repetitions", count, 0, Integer.MAX_VALUE);
    if (firstWait.isNegative()) {
      throw new IllegalArgumentException("first wait: expected 0 or more, found " + firstWait);
    }
    return new DescribeOptions(answers, parallelRequests, new Retries(count, firstWait), listener);
  }

  /**
   * Options with a listener.
   *
   * @param heard listener of progress
   * @return new options
   */
  public DescribeOptions withListener(DescribeListener heard) {
    return new DescribeOptions(
        answers, parallelRequests, retries, Objects.requireNonNull(heard, "heard"));
  }

  private static void requireIn(String what, int found, int least, int most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(what, least, most, found));
    }
  }

  /**
   * The number of answers to each question.
   *
   * @return 1 to 1000
   */
  public int answers() {
    return answers;
  }

  /**
   * The greatest number of requests at a time.
   *
   * @return 1 to 256
   */
  public int parallelRequests() {
    return parallelRequests;
  }

  Retries retries() {
    return retries;
  }

  DescribeListener listener() {
    return listener;
  }
}
