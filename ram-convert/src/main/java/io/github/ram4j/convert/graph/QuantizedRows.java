package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;

/**
 * A table quantized to uint8 per row: w ≈ (q − {@value #ZERO}) · scale, with q from 1 to 255 and
 * the row's largest element as 255 or 1. The source is read when the table is written, one row at a
 * time in memory.
 */
final class QuantizedRows {
  /** The zero point. */
  static final int ZERO = 128;

  private static final float LARGEST = 127;

  private final TensorSource table;
  private final int width;

  /**
   * Creates the rows of a table.
   *
   * @param table source of whole rows
   * @param width number of elements of a row
   */
  QuantizedRows(TensorSource table, int width) {
    this.table = table;
    this.width = width;
  }

  /** The scale of each row; a row of zeros has the scale 1. */
  TensorSource scales() {
    return out ->
        TensorSource.eachRow(table, width, row -> out.accept(new float[] {scale(row)}, 0, 1));
  }

  /** The integers in the table's shape. */
  TensorSource values() {
    return out ->
        TensorSource.eachRow(
            table,
            width,
            row -> {
              float scale = scale(row);
              for (int i = 0; i < width; i++) {
                row[i] = ZERO + (float) Math.rint(row[i] / scale);
              }
              out.accept(row, 0, width);
            });
  }

  private static float scale(float[] row) {
    float largest = 0;
    for (float element : row) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest == 0 ? 1 : largest / LARGEST;
  }
}
