package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final ScoreMatrix SCORES =
      ScoreMatrix.of(3, List.of(new float[] {0.9f, 0.2f, 0.5f}, new float[] {0.1f, 0.3f, 0.6f}));

  @Test
  void tagsThatNoImageShowsDoNotCount() {
    TruthMatrix truth = TruthMatrix.of(3, List.of(new int[] {0, 1}, new int[0]));
    assertEquals((1 + 0.5) / 2, new Validation(SCORES, truth).meanAveragePrecision(), 1e-6);
  }

  @Test
  void withoutTagsThereIsNoPrecision() {
    TruthMatrix truth = TruthMatrix.of(3, List.of(new int[0], new int[0]));
    assertEquals(0, new Validation(SCORES, truth).meanAveragePrecision());
  }
}
