package io.github.ram4j.vocabulary;

import java.util.List;

/**
 * A logistic regression of one variable: the probability is the sigmoid of {@code slope · x +
 * bias}. Fitted by Newton's method to targets that are a little inside 0 and 1, so that it exists
 * where a threshold tells all apart.
 *
 * @see "Platt, Probabilistic outputs for support vector machines, 1999; Lin, Lin and Weng, A note
 *     on Platt's probabilistic outputs for support vector machines, 2007"
 */
record LogisticScale(double slope, double bias) {
  private static final int MOST_STEPS = 100;
  private static final double NEAR = 1e-10;

  /** Added to the diagonal of the Hessian, as Lin, Lin and Weng have it. */
  private static final double RIDGE = 1e-12;

  /**
   * Fits a scale.
   *
   * @param values [images] rows of [tags]
   * @param labels of the same sizes
   */
  static LogisticScale fit(List<double[]> values, List<boolean[]> labels) {
    return new Fit(values, labels).run();
  }

  /** The probability of a value. */
  double probability(double value) {
    return sigmoid(slope * value + bias);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** One fit. Values are moved and scaled to mean 0 and variance 1 before. */
  private static final class Fit {
    private final List<double[]> values;
    private final List<boolean[]> labels;
    private final double mean;
    private final double deviation;
    private final double positive;
    private final double negative;

    Fit(List<double[]> values, List<boolean[]> labels) {
      this.values = values;
      this.labels = labels;
      double count = 0;
      double sum = 0;
      double squares = 0;
      double shown = 0;
      for (int i = 0; i < values.size(); i++) {
        for (int k = 0; k < values.get(i).length; k++) {
          count++;
          sum += values.get(i)[k];
          squares += values.get(i)[k] * values.get(i)[k];
          shown += labels.get(i)[k] ? 1 : 0;
        }
      }
      this.mean = sum / count;
      double variance = squares / count - mean * mean;
      this.deviation = variance > 0 ? Math.sqrt(variance) : 1;
      this.positive = (shown + 1) / (shown + 2);
      this.negative = 1 / (count - shown + 2);
    }

    LogisticScale run() {
      double slope = 0;
      double bias = 0;
      double loss = loss(slope, bias);
      for (int step = 0; step < MOST_STEPS; step++) {
        double[] move = newton(slope, bias);
        double length = 1;
        double next = loss(slope + move[0], bias + move[1]);
        while (next > loss && length > NEAR) {
          length /= 2;
          next = loss(slope + length * move[0], bias + length * move[1]);
        }
        if (!(next < loss)) {
          break;
        }
        slope += length * move[0];
        bias += length * move[1];
        boolean done = loss - next < NEAR * loss;
        loss = next;
        if (done) {
          break;
        }
      }
      return new LogisticScale(slope / deviation, bias - slope * mean / deviation);
    }

    private double[] newton(double slope, double bias) {
      double gradientSlope = 0;
      double gradientBias = 0;
      double both = RIDGE;
      double cross = 0;
      double one = RIDGE;
      for (int i = 0; i < values.size(); i++) {
        for (int k = 0; k < values.get(i).length; k++) {
          double x = (values.get(i)[k] - mean) / deviation;
          double p = sigmoid(slope * x + bias);
          double error = p - target(i, k);
          double weight = p * (1 - p);
          gradientSlope += error * x;
          gradientBias += error;
          both += weight * x * x;
          cross += weight * x;
          one += weight;
        }
      }
      double determinant = both * one - cross * cross;
      return new double[] {
        -(one * gradientSlope - cross * gradientBias) / determinant,
        -(both * gradientBias - cross * gradientSlope) / determinant
      };
    }

    private double loss(double slope, double bias) {
      double loss = 0;
      for (int i = 0; i < values.size(); i++) {
        for (int k = 0; k < values.get(i).length; k++) {
          double logit = slope * (values.get(i)[k] - mean) / deviation + bias;
          double target = target(i, k);
          loss += Math.max(logit, 0) - target * logit + Math.log1p(Math.exp(-Math.abs(logit)));
        }
      }
      return loss;
    }

    private double target(int i, int k) {
      return labels.get(i)[k] ? positive : negative;
    }
  }
}
