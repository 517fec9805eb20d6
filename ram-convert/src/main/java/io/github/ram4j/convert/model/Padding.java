package io.github.ram4j.convert.model;

import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;

/** Zero padding of tensors: behind the tensor, or behind each of its rows. */
final class Padding {
  private Padding() {}

  /**
   * Pads a tensor with zeros at its end.
   *
   * @param zeros number of zeros
   */
  static TensorSource end(TensorSource tensor, long zeros) {
    return out -> {
      tensor.writeTo(out);
      float[] chunk = new float[(int) Math.min(zeros, 1 << 16)];
      for (long left = zeros; left > 0; left -= chunk.length) {
        int count = (int) Math.min(left, chunk.length);
        Arrays.fill(chunk, 0);
        out.accept(chunk, 0, count);
      }
    };
  }

  /**
   * Pads every row of a matrix with zeros.
   *
   * @param columns number of columns of the matrix
   * @param zeros number of zeros behind each row
   */
  static TensorSource columns(TensorSource matrix, int columns, int zeros) {
    if (zeros == 0) {
      return matrix;
    }
    return out -> {
      float[] padded = new float[columns + zeros];
      TensorSource.eachRow(
          matrix,
          columns,
          row -> {
            System.arraycopy(row, 0, padded, 0, columns);
            Arrays.fill(padded, columns, padded.length, 0);
            out.accept(padded, 0, padded.length);
          });
    };
  }
}
