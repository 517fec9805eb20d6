package io.github.ram4j.convert.model;

/**
 * Sizes of row blocks for wide layers on a CPU: tall enough for products at full speed, small
 * enough for intermediate values to stay in the caches. Measured; see docs/lab-notes.md.
 */
final class RowBlocks {
  /** The most rows of a block. */
  static final int MOST_ROWS = 576;

  /** The fewest rows worth a block of their own. */
  private static final int FEWEST_ROWS = 144;

  /**
   * The most queries of a head whose scores with 4,096 keys are made at a time. The scores leave
   * the L2 cache, but with fewer of them two threads wait for each other.
   */
  private static final long MOST_QUERIES = 256;

  private RowBlocks() {}

  /**
   * The size of equal blocks.
   *
   * @param rows number of rows to cut
   * @return number of rows of a block, a divisor of {@code rows}; all rows if no divisor is worth
   *     it
   */
  static int rows(int rows) {
    for (int block = Math.min(rows, MOST_ROWS); block >= FEWEST_ROWS; block--) {
      if (rows % block == 0) {
        return block;
      }
    }
    return rows;
  }

  /**
   * How many rows of a map attend to the whole map at a time: the most that divide it and have at
   * most {@value #MOST_QUERIES} queries, but one at least.
   *
   * @param rows number of rows of the map
   * @param queries number of queries of a row
   */
  static long queries(long rows, long queries) {
    long few = Math.max(1, Math.min(rows, MOST_QUERIES / queries));
    while (rows % few != 0) {
      few--;
    }
    return few;
  }
}
