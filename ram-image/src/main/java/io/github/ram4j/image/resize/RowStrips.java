package io.github.ram4j.image.resize;

import java.util.stream.IntStream;

/**
 * Shares the rows of an image among threads: the calling one and those of the JVM's common pool,
 * which nobody has to close. Where that pool is busy, the calling thread does all of them.
 */
final class RowStrips {

  /** Work on rows that needs no other rows to be done. */
  @FunctionalInterface
  interface Work {
    /** Does the rows from {@code from} up to, not including, {@code to}. */
    void run(int from, int to);
  }

  private RowStrips() {}

  /**
   * Does the work on all rows, and returns when it is done.
   *
   * @param rows the number of rows
   * @param strips the number of parts that they are cut into, and so the greatest number of
   *     threads; 1 or more
   */
  static void run(int rows, int strips, Work work) {
    if (strips == 1) {
      work.run(0, rows);
      return;
    }
    IntStream.range(0, strips)
        .parallel()
        .forEach(
            strip ->
                work.run(
                    (int) ((long) rows * strip / strips),
                    (int) ((long) rows * (strip + 1) / strips)));
  }
}
