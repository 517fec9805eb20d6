package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticScaleTest {
  @Test
  void theScaleOfDrawnLabelsIsFound() {
    Random random = new Random(2);
    List<double[]> values = new ArrayList<>();
    List<boolean[]> labels = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      double value = 0.9 + 0.02 * random.nextGaussian();
      values.add(new double[] {value});
      labels.add(new boolean[] {random.nextDouble() < 1 / (1 + Math.exp(-(120 * value - 109)))});
    }
    LogisticScale found = LogisticScale.fit(values, labels);
    assertEquals(120, found.slope(), 4);
    assertEquals(109, -found.bias(), 4);
  }

  @Test
  void thePredictedShareIsThatOfTheTargets() {
    List<double[]> values = List.of(new double[] {1, 2, 3}, new double[] {2.5, 4, 6});
    List<boolean[]> labels =
        List.of(new boolean[] {false, true, false}, new boolean[] {false, true, true});
    LogisticScale found = LogisticScale.fit(values, labels);
    double predicted = 0;
    double weighted = 0;
    double targets = 0;
    double weightedTargets = 0;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        double target = labels.get(i)[k] ? 4.0 / 5 : 1.0 / 5;
        predicted += found.probability(values.get(i)[k]);
        weighted += found.probability(values.get(i)[k]) * values.get(i)[k];
        targets += target;
        weightedTargets += target * values.get(i)[k];
      }
    }
    // Where the gradient is 0.
    assertEquals(targets, predicted, 1e-4);
    assertEquals(weightedTargets, weighted, 1e-4);
  }

  @Test
  void labelsThatAThresholdTellsApartHaveAScaleToo() {
    LogisticScale found =
        LogisticScale.fit(
            List.of(new double[] {0, 1}, new double[] {0.1, 0.9}),
            List.of(new boolean[] {false, true}, new boolean[] {false, true}));
    assertTrue(found.slope() > 0 && found.slope() < 100, found::toString);
    assertTrue(found.probability(1) > 0.7 && found.probability(0) < 0.3, found::toString);
  }

  @Test
  void equalValuesHaveNoSlope() {
    LogisticScale found =
        LogisticScale.fit(
            List.of(new double[] {3, 3, 3}), List.of(new boolean[] {true, false, false}));
    assertEquals(0, found.slope(), 1e-6);
  }
}
