package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StepLossesTest {
  private static StepLosses losses(double tags, OptionalDouble caption) {
    return new StepLosses(2 * tags, tags, caption, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Two threads share three images: one has one of them, the other two. */
  @Test
  void partsCountByTheirImages() {
    StepLosses mean =
        StepLosses.mean(
            List.of(losses(9, OptionalDouble.of(3)), losses(3, OptionalDouble.of(6))),
            List.of(1 / 3.0, 2 / 3.0));
    assertEquals(5, mean.tags(), 1e-12);
    assertEquals(10, mean.total(), 1e-12);
    assertEquals(5, mean.caption().orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), mean.alignment());
  }

  @Test
  void aLossThatOnePartHasIsThatPartsMean() {
    StepLosses mean =
        StepLosses.mean(
            List.of(losses(1, OptionalDouble.empty()), losses(1, OptionalDouble.of(4))),
            List.of(0.5, 0.5));
    assertEquals(4, mean.caption().orElseThrow(), 1e-12);
  }
}
