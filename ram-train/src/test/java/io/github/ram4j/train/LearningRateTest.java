package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static final LearningRate RATE = new LearningRate(1e-3, 10, 1e-5);

  @Test
  void itRisesInEqualStepsToThePeak() {
    assertEquals(1e-4, RATE.at(1, 100), 1e-12);
    assertEquals(5e-4, RATE.at(5, 100), 1e-12);
    assertEquals(1e-3, RATE.at(10, 100), 1e-12);
  }

  @Test
  void itFallsByACosineToTheFloor() {
    assertEquals((1e-3 + 1e-5) / 2, RATE.at(55, 100), 1e-12);
    assertEquals(1e-5, RATE.at(100, 100), 1e-12);
    for (int step = 11; step <= 100; step++) {
      assertTrue(RATE.at(step, 100) < RATE.at(step - 1, 100), "step " + step);
    }
  }

  @Test
  void aTrainingShorterThanItsWarmUpHasARate() {
    assertEquals(5e-4, RATE.at(5, 5), 1e-12);
    assertEquals(1e-3, new LearningRate(1e-3, 0, 0).at(1, Long.MAX_VALUE), 1e-12);
    assertEquals(0, new LearningRate(1e-3, 0, 0).at(1, 1), 1e-12);
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LearningRate(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new LearningRate(Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new LearningRate(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new LearningRate(1, 0, 2));
  }
}
