package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;

/**
 * A matrix as 8-bit integers, column by column: w ≈ q · scale, with q from −127 to 127 and the
 * column's largest weight as 127. Nothing is held: the matrix is asked for when it is written.
 */
final class QuantizedMatrix {
  static final float LARGEST = 127;

  private final TensorSource matrix;
  private final int rows;
  private final int columns;

  QuantizedMatrix(TensorSource matrix, int rows, int columns) {
    this.matrix = matrix;
    this.rows = rows;
    this.columns = columns;
  }

  /** [columns]; a column of zeros has the scale 1. */
  TensorSource scales() {
    return out -> {
      float[] scales = scales(read());
      out.accept(scales, 0, scales.length);
    };
  }

  /** [rows, columns], whole numbers. */
  TensorSource values() {
    return out -> {
      float[] values = read();
      float[] scales = scales(values);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.rint(values[i] / scales[i % columns]);
      }
      out.accept(values, 0, values.length);
    };
  }

  private float[] scales(float[] values) {
    float[] scales = new float[columns];
    for (int i = 0; i < values.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(values[i]));
    }
    for (int column = 0; column < columns; column++) {
      scales[column] = scales[column] == 0 ? 1 : scales[column] / LARGEST;
    }
    return scales;
  }

  private float[] read() throws IOException {
    return TensorSource.read(matrix, Math.multiplyExact(rows, columns));
  }
}
