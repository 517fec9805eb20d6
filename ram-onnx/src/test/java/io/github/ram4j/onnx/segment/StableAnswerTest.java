package io.github.ram4j.onnx.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.ram4j.locate.LowResMask;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SAM 2's single answer: the first one where it is stable, else the best alternative. */
class StableAnswerTest {
  private static MaskSessions.Answer answer(float quality, int above, int between) {
    float[] logits = new float[100];
    Arrays.fill(logits, -1);
    Arrays.fill(logits, 0, above, 1);
    Arrays.fill(logits, above, above + between, 0);
    return new MaskSessions.Answer(LowResMask.of(10, logits), quality);
  }

  @Test
  void theFirstMaskIsTakenWhereItIsStable() {
    MaskSessions.Answer first = answer(0.1f, 98, 2);
    assertEquals(0.98f, StableAnswer.stability(first.lowRes().logits()));
    assertSame(first, StableAnswer.of(List.of(first, answer(0.9f, 50, 0), answer(0.8f, 50, 0))));
  }

  @Test
  void theBestAlternativeIsTakenOtherwise() {
    MaskSessions.Answer first = answer(0.99f, 97, 3);
    MaskSessions.Answer best = answer(0.7f, 1, 99);
    assertSame(
        best, StableAnswer.of(List.of(first, answer(0.5f, 50, 0), best, answer(0.6f, 5, 0))));
    // Of two that are alike, the first.
    assertSame(best, StableAnswer.of(List.of(first, best, answer(0.7f, 50, 0))));
  }

  @Test
  void anEmptyMaskIsStable() {
    MaskSessions.Answer first = answer(0.1f, 0, 0);
    assertSame(first, StableAnswer.of(List.of(first, answer(0.9f, 50, 0))));
  }
}
