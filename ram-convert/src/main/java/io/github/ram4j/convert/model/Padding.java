package io.github.ram4j.convert.model;

import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;

/** Zeros added to tensors: behind them, or behind each of their rows. */
final class Padding {
  private Padding() {}

  /**
   * A tensor followed by zeros.
   *
   * @param zeros how many
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
   * A matrix whose every row is followed by zeros.
   *
   * @param columns of the matrix
   * @param zeros behind each row
   */
  static TensorSource columns(TensorSource matrix, int columns, int zeros) {
    if (zeros == 0) {
      return matrix;
    }
    return out -> {
      float[] row = new float[columns + zeros];
      int[] filled = {0};
      matrix.writeTo(
          (values, offset, count) -> {
            for (int done = 0; done < count; ) {
              int now = Math.min(count - done, columns - filled[0]);
              System.arraycopy(values, offset + done, row, filled[0], now);
              filled[0] += now;
              done += now;
              if (filled[0] == columns) {
                Arrays.fill(row, columns, row.length, 0);
                out.accept(row, 0, row.length);
                filled[0] = 0;
              }
            }
          });
    };
  }
}
