package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;

/**
 * A matrix quantized to int8, symmetrically per channel (column): w ≈ q · scale, with the column's
 * largest weight as the largest integer. Nothing is held in memory: the source is read when the
 * matrix is written.
 *
 * <p>The range of integers determines the processors with exact products. On x86-64 without VNNI,
 * ONNX Runtime multiplies uint8 by int8 with an instruction that adds two products in 16 bits and
 * saturates at 32767: 255 · 64 · 2 = 32640 fits, 255 · 127 · 2 does not.
 */
final class QuantizedMatrix {
  private final TensorSource matrix;
  private final int rows;
  private final int columns;
  private final int largest;

  /**
   * Creates a matrix of rows · columns.
   *
   * @param largest the largest magnitude of an integer, 1 to 127
   */
  QuantizedMatrix(TensorSource matrix, int rows, int columns, int largest) {
    this.matrix = matrix;
    this.rows = rows;
    this.columns = columns;
    this.largest = largest;
  }

  /** The scales, [columns]; a column of zeros has the scale 1. */
  TensorSource scales() {
    return out -> {
      float[] scales = scales(read());
      out.accept(scales, 0, scales.length);
    };
  }

  /** The integers, [rows, columns]. */
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
      scales[column] = scales[column] == 0 ? 1 : scales[column] / largest;
    }
    return scales;
  }

  private float[] read() throws IOException {
    return TensorSource.read(matrix, Math.multiplyExact(rows, columns));
  }
}
