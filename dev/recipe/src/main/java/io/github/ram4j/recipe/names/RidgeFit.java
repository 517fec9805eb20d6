package io.github.ram4j.recipe.names;

/**
 * A linear layer fitted to pairs of rows by least squares with a ridge: the weights W and biases b
 * with the least Σ |W x + b - y|² + ridge · |W|².
 *
 * <p>Biases are not held small. With a small ridge and no more pairs than inputs, all pairs are met
 * exactly.
 *
 * @param weights row-major [outputs, inputs]
 * @param biases [outputs]
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared by none
public record RidgeFit(float[] weights, float[] biases) {

  /**
   * Fits a layer.
   *
   * @param x inputs, all of one width, at least one
   * @param y outputs, as many, all of one width
   * @param ridge above 0
   */
  public static RidgeFit of(float[][] x, float[][] y, double ridge) {
    if (x.length == 0 || x.length != y.length) {
      throw new IllegalArgumentException(
          "pairs: expected as many outputs as inputs, at least one, found %d inputs, %d outputs"
              .formatted(x.length, y.length));
    }
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge: expected a number above 0, found " + ridge);
    }
    double[] meanX = mean(x);
    double[] meanY = mean(y);
    int n = x.length;
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? ridge : 0;
        for (int k = 0; k < meanX.length; k++) {
          sum += (x[i][k] - meanX[k]) * (x[j][k] - meanX[k]);
        }
        gram[i][j] = sum;
      }
    }
    factor(gram);
    float[] weights = new float[meanY.length * meanX.length];
    float[] biases = new float[meanY.length];
    for (int o = 0; o < meanY.length; o++) {
      double[] share = new double[n];
      for (int i = 0; i < n; i++) {
        share[i] = y[i][o] - meanY[o];
      }
      solve(gram, share);
      double bias = meanY[o];
      for (int k = 0; k < meanX.length; k++) {
        double weight = 0;
        for (int i = 0; i < n; i++) {
          weight += share[i] * (x[i][k] - meanX[k]);
        }
        weights[o * meanX.length + k] = (float) weight;
        bias -= weight * meanX[k];
      }
      biases[o] = (float) bias;
    }
    return new RidgeFit(weights, biases);
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  /** Cholesky's lower factor of a matrix, in its place. */
  private static void factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException(
              "ridge: expected one that makes the pairs independent, found too small a one");
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }

  /** Solves by the lower factor, in the place of the right side. */
  private static void solve(double[][] lower, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= lower[i][k] * right[k];
      }
      right[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        right[i] -= lower[k][i] * right[k];
      }
      right[i] /= lower[i][i];
    }
  }
}
