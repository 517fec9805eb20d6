package io.github.ram4j.benchmarks.load;

import io.github.ram4j.benchmarks.report.Percentile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Answers, with when they came and how long they took. Thread-safe. */
public final class Answers {
  /** The status of an answer. */
  static final int OK = 200;

  private static final double MEDIAN = 50;
  private static final double SLOW = 99;

  private final Collection<Answer> all = new ConcurrentLinkedQueue<>();
  private final long began = System.nanoTime();
  private volatile long ended;

  /** An answer, or none (status 0): when it came, and how long it was waited for. */
  private record Answer(long at, long nanos, int status) {}

  /**
   * What was measured.
   *
   * @param answered images
   * @param perSecond images
   * @param medianMs of an answer's time; NaN where nothing was answered
   * @param slowMs 99 of 100 took no longer
   * @param statuses how many answers had each status of HTTP; 0 stands for none
   */
  public record Figures(
      int answered,
      double perSecond,
      double medianMs,
      double slowMs,
      Map<Integer, Integer> statuses) {}

  Answers() {}

  /** Adds an answer that came now, to what was asked at a time. */
  void add(long asked, int status) {
    long now = System.nanoTime();
    all.add(new Answer(now - began, now - asked, status));
  }

  /** No more are waited for. */
  void end() {
    ended = System.nanoTime() - began;
  }

  /** The time since the beginning, in nanoseconds. */
  long now() {
    return System.nanoTime() - began;
  }

  /**
   * Figures of all answers.
   *
   * @return over the time until the last one
   */
  public Figures figures() {
    return figures(0, ended == 0 ? now() : ended);
  }

  /** Figures of those that came in a time. */
  Figures figures(long fromNanos, long toNanos) {
    List<Answer> some =
        all.stream().filter(each -> each.at() >= fromNanos && each.at() < toNanos).toList();
    List<Double> times =
        some.stream().filter(each -> each.status() == OK).map(each -> each.nanos() / 1e6).toList();
    return new Figures(
        times.size(),
        times.size() / ((toNanos - fromNanos) / 1e9),
        times.isEmpty() ? Double.NaN : Percentile.of(MEDIAN, times),
        times.isEmpty() ? Double.NaN : Percentile.of(SLOW, times),
        some.stream()
            .collect(Collectors.toMap(Answer::status, each -> 1, Integer::sum, TreeMap::new)));
  }
}
