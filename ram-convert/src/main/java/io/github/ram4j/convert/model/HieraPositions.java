package io.github.ram4j.convert.model;

import io.github.ram4j.convert.layout.HieraLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.TensorSource;

/**
 * The positions that a Hiera adds to its patches: those of the whole image, scaled up by PyTorch's
 * bicubic filter, and those of a window, repeated.
 */
final class HieraPositions {
  private static final double A = -0.75;
  private static final int TAPS = 4;

  private HieraPositions() {}

  /** The positions of a map's places in the order of {@link QuadOrder}, [places, width]. */
  static TensorSource of(Weights weights, HieraLayout sizes) {
    return out -> {
      int width = sizes.width();
      int side = sizes.side(0);
      int coarse = (int) weights.shape(HieraLayout.POSITIONS, 4)[2];
      int window = (int) weights.shape(HieraLayout.WINDOW_POSITIONS, 4)[2];
      float[] whole = weights.floats(HieraLayout.POSITIONS, 1, width, coarse, coarse);
      float[] within = weights.floats(HieraLayout.WINDOW_POSITIONS, 1, width, window, window);
      float[] row = new float[width];
      for (long place : new QuadOrder(side).rowByRow()) {
        int y = (int) place / side;
        int x = (int) place % side;
        for (int channel = 0; channel < width; channel++) {
          int repeated = (channel * window + y % window) * window + x % window;
          row[channel] =
              (float)
                  (scaled(whole, channel * coarse * coarse, coarse, side, y, x) + within[repeated]);
        }
        out.accept(row, 0, width);
      }
    };
  }

  private static double scaled(float[] map, int start, int from, int to, int y, int x) {
    double[] rows = taps(from, to, y);
    double[] columns = taps(from, to, x);
    int top = first(from, to, y);
    int left = first(from, to, x);
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      int row = start + Math.min(from - 1, Math.max(0, top + i)) * from;
      double ofRow = 0;
      for (int k = 0; k < TAPS; k++) {
        ofRow += columns[k] * map[row + Math.min(from - 1, Math.max(0, left + k))];
      }
      sum += rows[i] * ofRow;
    }
    return sum;
  }

  private static int first(int from, int to, int place) {
    return (int) Math.floor(source(from, to, place)) - 1;
  }

  private static double source(int from, int to, int place) {
    return (place + 0.5) * from / to - 0.5;
  }

  private static double[] taps(int from, int to, int place) {
    double at = source(from, to, place);
    double after = at - Math.floor(at);
    return new double[] {outer(1 + after), inner(after), inner(1 - after), outer(2 - after)};
  }

  /** Keys's cubic at a distance of at most 1. */
  private static double inner(double x) {
    return ((A + 2) * x - (A + 3)) * x * x + 1;
  }

  /** Keys's cubic at a distance from 1 to 2. */
  private static double outer(double x) {
    return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
  }
}
