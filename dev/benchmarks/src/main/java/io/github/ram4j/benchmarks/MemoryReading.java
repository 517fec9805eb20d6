package io.github.ram4j.benchmarks;

import io.github.ram4j.benchmarks.report.Median;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Time of threads to read memory outside of all caches: a lower bound for reading weights. */
final class MemoryReading {
  private MemoryReading() {}

  /**
   * The median of some rounds.
   *
   * @param bytes read in a round, by all threads together
   * @param threads number of threads, each with its own part
   * @param rounds number of rounds
   * @return seconds of a round
   */
  static double seconds(long bytes, int threads, int rounds) {
    long[][] parts = new long[threads][Math.toIntExact(bytes / Long.BYTES / threads)];
    for (long[] part : parts) {
      Arrays.fill(part, 1);
    }
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      double[] seconds = new double[rounds];
      for (int round = -3; round < rounds; round++) {
        long start = System.nanoTime();
        long sum =
            pool.submit(
                    () ->
                        IntStream.range(0, threads).parallel().mapToLong(i -> sum(parts[i])).sum())
                .join();
        long end = System.nanoTime();
        if (sum != (long) threads * parts[0].length) {
          throw new IllegalStateException("sum: expected one for each number, found " + sum);
        }
        if (round >= 0) {
          seconds[round] = (end - start) / 1e9;
        }
      }
      return Median.of(seconds);
    } finally {
      pool.shutdown();
    }
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
