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
}
