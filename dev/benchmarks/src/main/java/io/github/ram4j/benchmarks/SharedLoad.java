package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.benchmarks.report.Percentile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Load of several callers that share a recognizer, each asking again as soon as it is answered. */
final class SharedLoad {
  private final Recognizer recognizer;
  private final int threads;
  private final int callers;
  private final List<Double> millis = new ArrayList<>();
  private double seconds;

  SharedLoad(Recognizer recognizer, int threads, int callers) {
    if (callers < 1) {
      throw new IllegalArgumentException("callers: expected 1 or more, found " + callers);
    }
    this.recognizer = recognizer;
    this.threads = threads;
    this.callers = callers;
  }

  /**
   * Lets each caller ask a number of times, and waits until the last is answered.
   *
   * @param counted whether the figures count; false for a warm-up
   */
  void run(ImageSource image, int calls, boolean counted) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      long start = System.nanoTime();
      List<Future<List<Double>>> answers = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        answers.add(pool.submit(() -> call(image, calls)));
      }
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> answer : answers) {
        all.addAll(answer.get());
      }
      if (counted) {
        millis.addAll(all);
        seconds += (System.nanoTime() - start) / 1e9;
      }
    } catch (ExecutionException e) {
      throw new IOException("a caller failed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("waiting for callers");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Double> call(ImageSource image, int calls) throws IOException {
    List<Double> own = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      recognizer.recognize(image);
      own.add((System.nanoTime() - start) / 1e6);
    }
    return own;
  }

  int threads() {
    return threads;
  }

  int callers() {
    return callers;
  }

  double medianMillis() {
    return Median.of(millis);
  }

  double p95Millis() {
    return Percentile.of(95, millis);
  }

  double imagesPerSecond() {
    return millis.size() / seconds;
  }

  /** Returns the load as text, for example: 2 callers, 1 thread each. */
  @Override
  public String toString() {
    return "%d caller%s, %d thread%s each"
        .formatted(callers, callers == 1 ? "" : "s", threads, threads == 1 ? "" : "s");
  }
}
