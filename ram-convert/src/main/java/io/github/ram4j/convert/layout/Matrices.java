package io.github.ram4j.convert.layout;

import java.util.stream.IntStream;

/** Matrix arithmetic for constant folding, on row-major arrays. */
public final class Matrices {
  private static final int TILE = 32;

  private Matrices() {}

  /**
   * Transposes [rows, columns] to [columns, rows], tile by tile so that both sides stay in the
   * cache.
   */
  public static float[] transpose(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int top = 0; top < rows; top += TILE) {
      for (int left = 0; left < columns; left += TILE) {
        int bottom = Math.min(rows, top + TILE);
        int right = Math.min(columns, left + TILE);
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            result[column * rows + row] = matrix[row * columns + column];
          }
        }
      }
    }
    return result;
  }

  /**
   * Applies a Linear layer: x·Wᵀ + b, summed in double precision.
   *
   * @param x [rows, in]
   * @param weight [out, in]
   * @param bias [out]
   * @return [rows, out]
   */
  public static float[] linear(float[] x, int rows, int in, float[] weight, float[] bias) {
    int out = bias.length;
    float[] columns = transpose(weight, out, in);
    float[] result = new float[Math.multiplyExact(rows, out)];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              double[] sums = new double[out];
              for (int k = 0; k < in; k++) {
                double value = x[row * in + k];
                int start = k * out;
                for (int column = 0; column < out; column++) {
                  sums[column] += value * columns[start + column];
                }
              }
              for (int column = 0; column < out; column++) {
                result[row * out + column] = (float) (sums[column] + bias[column]);
              }
            });
    return result;
  }

  /** Replaces negative elements by zero. */
  public static void reluInPlace(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }
}
