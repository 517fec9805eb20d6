package io.github.ram4j.convert.model;

/**
 * How many rows go through wide layers at a time on a CPU: enough for products at full speed, few
 * enough for what lies between to stay in the caches. Measured; see docs/lab-notes.md.
 */
final class RowBlocks {
  /** The most rows of a block. */
  static final int MOST_ROWS = 576;

  /** The fewest rows that are worth a block of their own. */
  private static final int FEWEST_ROWS = 144;

  private RowBlocks() {}

  /**
   * The size of equal blocks.
   *
   * @param rows to be cut
   * @return rows of a block, which divide them; all where no such size is worth it
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
