package io.github.ram4j.convert.layout;

/**
 * Resampling of a position bias table to another window, as in the authors' loading of checkpoints
 * of another size.
 *
 * <p>Source positions grow geometrically away from the centre, so that small offsets, which differ
 * most, stay close together. With s rows a side in the source and d in the target, q is found by
 * bisection so that (1 − q^⌊s/2⌋) / (1 − q) meets ⌊d/2⌋; the source rows stand at 0, ±1, ±(1 + q),
 * … and the target rows at whole numbers. A cubic spline interpolates between them along each axis,
 * without a knot at the second and the last but one position, like FITPACK's interpolating spline.
 *
 * @see "ram/models/utils.py, interpolate_relative_pos_embed (recognize-anything, 7cb804a)"
 */
public final class BiasTableResampling {
  private static final double LEAST_GROWTH = 1.01;
  private static final double MOST_GROWTH = 1.5;
  private static final double GROWTH_TOLERANCE = 1e-6;

  /** The fewest points of a cubic spline without knots next to its ends. */
  private static final int LEAST_POINTS = 4;

  private BiasTableResampling() {}

  /**
   * Resamples a table.
   *
   * @param table [(2·from − 1)², heads]
   * @param from side of the table's window, in tokens
   * @param to side of the new window, in tokens
   * @return [(2·to − 1)², heads]
   * @throws IllegalArgumentException if the source window is too small for a cubic spline
   */
  public static float[] resample(float[] table, int from, int to) {
    int s = 2 * from - 1;
    int d = 2 * to - 1;
    int heads = table.length / (s * s);
    if (s < LEAST_POINTS) {
      throw new IllegalArgumentException(
          "resampling position bias tables: expected a window of 3 or more, found " + from);
    }
    double[][] weights = interpolation(positions(s, d), d);
    float[] result = new float[d * d * heads];
    for (int head = 0; head < heads; head++) {
      double[] rows = new double[d * s];
      for (int y = 0; y < d; y++) {
        for (int k = 0; k < s; k++) {
          for (int x = 0; x < s; x++) {
            rows[y * s + x] += weights[y][k] * table[(k * s + x) * heads + head];
          }
        }
      }
      for (int y = 0; y < d; y++) {
        for (int x = 0; x < d; x++) {
          double sum = 0;
          for (int k = 0; k < s; k++) {
            sum += weights[x][k] * rows[y * s + k];
          }
          result[(y * d + x) * heads + head] = (float) sum;
        }
      }
    }
    return result;
  }

  private static double[] positions(int s, int d) {
    int half = s / 2;
    double growth = growth(half, d / 2);
    double[] positions = new double[s];
    double distance = 0;
    double step = 1;
    for (int i = 1; i <= half; i++) {
      distance += step;
      step *= growth;
      positions[half + i] = distance;
      positions[half - i] = -distance;
    }
    return positions;
  }

  private static double growth(int terms, int reach) {
    double low = LEAST_GROWTH;
    double high = MOST_GROWTH;
    double q = low;
    while (high - low > GROWTH_TOLERANCE) {
      q = (low + high) / 2;
      if ((1 - Math.pow(q, terms)) / (1 - q) > reach) {
        high = q;
      } else {
        low = q;
      }
    }
    return q;
  }

  /**
   * The interpolation matrix, [d, s]: the value at each target position as a combination of the
   * source values.
   */
  private static double[][] interpolation(double[] at, int d) {
    int s = at.length;
    double[][] curvature = curvatures(at);
    double[][] weights = new double[d][s];
    for (int i = 0; i < d; i++) {
      double x = Math.max(at[0], Math.min(at[s - 1], i - d / 2));
      int k = 0;
      while (k < s - 2 && x > at[k + 1]) {
        k++;
      }
      double h = at[k + 1] - at[k];
      double a = (at[k + 1] - x) / h;
      double b = (x - at[k]) / h;
      weights[i][k] += a;
      weights[i][k + 1] += b;
      for (int j = 0; j < s; j++) {
        weights[i][j] +=
            ((a * a * a - a) * curvature[k][j] + (b * b * b - b) * curvature[k + 1][j]) * h * h / 6;
      }
    }
    return weights;
  }

  /**
   * The curvature matrix, [s, s]: the spline's second derivative at each position as a combination
   * of the values.
   */
  private static double[][] curvatures(double[] at) {
    int s = at.length;
    double[][] system = new double[s][2 * s];
    for (int i = 1; i < s - 1; i++) {
      double before = at[i] - at[i - 1];
      double after = at[i + 1] - at[i];
      system[i][i - 1] = before;
      system[i][i] = 2 * (before + after);
      system[i][i + 1] = after;
      system[i][s + i - 1] = 6 / before;
      system[i][s + i] = -6 / before - 6 / after;
      system[i][s + i + 1] = 6 / after;
    }
    notAKnot(system[0], at, 0, 1, 2);
    notAKnot(system[s - 1], at, s - 1, s - 2, s - 3);
    return solve(system);
  }

  /**
   * Writes the not-a-knot condition: the third derivative is equal on both sides of the middle
   * position.
   */
  private static void notAKnot(double[] row, double[] at, int outer, int middle, int inner) {
    row[outer] = at[inner] - at[middle];
    row[middle] = at[outer] - at[inner];
    row[inner] = at[middle] - at[outer];
  }

  /** Solves [A | B] by Gauss-Jordan elimination with row exchange; returns A⁻¹B. */
  private static double[][] solve(double[][] system) {
    int n = system.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) {
          pivot = row;
        }
      }
      double[] top = system[pivot];
      system[pivot] = system[column];
      system[column] = top;
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : system[row][column] / top[column];
        for (int k = column; factor != 0 && k < 2 * n; k++) {
          system[row][k] -= factor * top[k];
        }
      }
    }
    double[][] solution = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < n; k++) {
        solution[row][k] = system[row][n + k] / system[row][row];
      }
    }
    return solution;
  }
}
