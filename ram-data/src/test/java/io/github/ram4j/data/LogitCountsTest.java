package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogitCountsTest {
  private static final double STEP = 1.0 / 16;

  @Test
  void quantilesAreThoseOfTheLogitsToAStep() {
    Random random = new Random(4);
    float[] logits = new float[1021];
    LogitCounts counts = new LogitCounts();
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (random.nextGaussian() * 4 - 3);
      counts.add(logits[i]);
    }
    Arrays.sort(logits);
    for (double share : new double[] {0.01, 0.1, 0.5, 0.8, 0.9, 0.99}) {
      assertEquals(logits[(int) (share * logits.length)], counts.quantile(share), 2 * STEP);
    }
    assertTrue(counts.quantile(1) >= logits[1020] && counts.quantile(1) <= logits[1020] + STEP);
    assertEquals(1021, counts.total());
  }

  @Test
  void whatIsOutsideCountsAtTheEnds() {
    LogitCounts counts = new LogitCounts();
    counts.add(Float.NEGATIVE_INFINITY);
    counts.add(-99);
    counts.add(Float.POSITIVE_INFINITY);
    assertEquals(-16, counts.quantile(0.5), STEP);
    assertEquals(16, counts.quantile(1));
  }

  @Test
  void nothingHasNoQuantiles() {
    assertThrows(IllegalStateException.class, () -> new LogitCounts().quantile(0.5));
  }
}
