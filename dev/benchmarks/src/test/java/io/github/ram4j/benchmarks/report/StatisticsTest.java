package io.github.ram4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwo() {
    assertEquals(2, Median.of(3, 1, 2));
    assertEquals(2.5, Median.of(List.of(4.0, 1.0, 2.0, 3.0)));
    assertThrows(IllegalArgumentException.class, Median::of);
  }

  @Test
  void aPercentileIsOneOfTheMeasurements() {
    List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);
    assertEquals(3, Percentile.of(50, values));
    assertEquals(3, Percentile.of(60, values));
    assertEquals(4, Percentile.of(61, values));
    assertEquals(5, Percentile.of(95, values));
    assertEquals(5, Percentile.of(100, values));
    assertThrows(IllegalArgumentException.class, () -> Percentile.of(0, values));
    assertThrows(IllegalArgumentException.class, () -> Percentile.of(95, List.of()));
  }
}
