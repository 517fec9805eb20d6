package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void wilsonsIntervalsAreThoseOfTables() {
    requireNear(0.4902, 0.9433, Interval.ofShare(8, 10));
    requireNear(0, 0.2775, Interval.ofShare(0, 10));
    requireNear(0.7225, 1, Interval.ofShare(10, 10));
    requireNear(0.4038, 0.5962, Interval.ofShare(50, 100));
    assertEquals(new Interval(0, 1), Interval.ofShare(0, 0));
  }

  private static void requireNear(double low, double high, Interval found) {
    assertEquals(low, found.low(), 5e-5);
    assertEquals(high, found.high(), 5e-5);
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(3, 2));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0));
  }
}
