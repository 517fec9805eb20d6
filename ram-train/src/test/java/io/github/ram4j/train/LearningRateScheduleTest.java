package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static final LearningRateSchedule RATE =
      LearningRateSchedule.cosine(1e-3).withWarmup(10).withFloor(1e-5);

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
    LearningRateSchedule cosine = LearningRateSchedule.cosine(1e-3).withWarmup(0);
    assertEquals(1e-3, cosine.at(1, Long.MAX_VALUE), 1e-12);
    assertEquals(0, cosine.at(1, 1), 1e-12);
  }

  @Test
  void theWarmUpIsATwentiethOfATrainingAndAtMost3000Steps() {
    LearningRateSchedule cosine = LearningRateSchedule.cosine(1e-3);
    assertEquals(5, cosine.warmup(100));
    assertEquals(0, cosine.warmup(19));
    assertEquals(3000, cosine.warmup(1_000_000));
    assertEquals(10, RATE.warmup(1_000_000));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.cosine(0));
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.cosine(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> RATE.withWarmup(-1));
    assertThrows(IllegalArgumentException.class, () -> RATE.withFloor(2));
    assertThrows(IllegalArgumentException.class, () -> RATE.withPeak(1e-6));
  }
}
