package io.github.ram4j.view.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale from values to places on a line of pixels.
 *
 * @param from the value at the beginning of the line
 * @param to the value at its end
 * @param logarithmic whether equal ratios, not differences, are equally long
 * @param pixelFrom the pixel at the beginning of the line
 * @param pixelTo the pixel at its end; may be before the beginning
 */
record Axis(double from, double to, boolean logarithmic, int pixelFrom, int pixelTo) {
  private static final double[] STEPS = {1, 2, 5, 10};

  Axis {
    if (!(from < to) || (logarithmic && from <= 0)) {
      throw new IllegalArgumentException(
          "axis: expected values that rise, and above 0 if logarithmic, found %s to %s"
              .formatted(from, to));
    }
  }

  /** An axis from 0 to a round number that is not below any value, in at most so many steps. */
  static Axis upTo(double largest, int steps, int pixelFrom, int pixelTo) {
    double step = step(largest, steps);
    return new Axis(0, step * Math.ceil(largest / step), false, pixelFrom, pixelTo);
  }

  int pixel(double value) {
    double share =
        logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    return (int) Math.round(pixelFrom + share * (pixelTo - pixelFrom));
  }

  /** The round values along an axis that is not logarithmic, the ends included. */
  List<Double> ticks(int steps) {
    List<Double> ticks = new ArrayList<>();
    double step = step(to - from, steps);
    for (int i = 0; from + i * step <= to + step / 1000; i++) {
      ticks.add(from + i * step);
    }
    return ticks;
  }

  /** The smallest of 1, 2, 5, 10, 20, … that needs at most so many steps. */
  private static double step(double length, int steps) {
    double power = Math.pow(10, Math.floor(Math.log10(length / steps)));
    for (double step : STEPS) {
      if (step * power * steps >= length) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
