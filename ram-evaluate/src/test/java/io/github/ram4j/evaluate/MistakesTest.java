package io.github.ram4j.evaluate;

import static io.github.ram4j.evaluate.Samples.row;
import static io.github.ram4j.evaluate.Samples.scores;
import static io.github.ram4j.evaluate.Samples.tags;
import static io.github.ram4j.evaluate.Samples.vocabulary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.evaluate.Mistakes.OfImage;
import io.github.ram4j.evaluate.Mistakes.TagCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistakesTest {
  private static final ScoreMatrix SCORES =
      scores(
          row(0.2, 0.9, 0.1), // cat taken for dog
          row(0.3, 0.5, 0.6), // cat taken for dog and owl
          row(0.9, 0.1, 0.1), // right
          row(0.9, 0.1, 0.1)); // owl taken for cat

  private static final TruthMatrix TRUTH =
      TruthMatrix.of(3, List.of(tags(0), tags(0), tags(0), tags(2)));

  private static final Mistakes MISTAKES =
      Mistakes.of(SCORES, TRUTH, vocabulary(0.5f, "cat", "dog", "owl"));

  @Test
  void whatIsPredictedWhereATagIsMissed() {
    assertEquals(List.of(new TagCount(1, 2), new TagCount(2, 1)), MISTAKES.predictedInstead(0, 5));
    assertEquals(List.of(new TagCount(1, 2)), MISTAKES.predictedInstead(0, 1));
    assertEquals(List.of(new TagCount(0, 1)), MISTAKES.predictedInstead(2, 5));
    assertEquals(List.of(), MISTAKES.predictedInstead(1, 5));
  }

  @Test
  void whatIsShownWhereATagIsWrong() {
    assertEquals(List.of(new TagCount(0, 2)), MISTAKES.shownInstead(1, 5));
    assertEquals(List.of(new TagCount(2, 1)), MISTAKES.shownInstead(0, 5));
    assertEquals(List.of(new TagCount(0, 1)), MISTAKES.shownInstead(2, 5));
  }

  @Test
  void theWorstImagesHaveTheMostMistakesFurthestFromTheThresholds() {
    assertEquals(
        List.of(
            new OfImage(1, List.of(0), List.of(0), List.of(1, 2)),
            new OfImage(3, List.of(2), List.of(2), List.of(0)),
            new OfImage(0, List.of(0), List.of(0), List.of(1))),
        MISTAKES.worst(9));
    assertEquals(1, MISTAKES.worst(1).size());
  }

  @Test
  void theCurveFallsFromTheHighestScoreToTheLowest() {
    List<OperatingPoint> curve = PrecisionRecallCurve.of(SCORES, TRUTH, 1e-9);
    assertEquals(new OperatingPoint(0.9f, 1, 2, 3), curve.get(0));
    assertEquals(new OperatingPoint(0.6f, 1, 3, 3), curve.get(1));
    assertEquals(new OperatingPoint(0.1f, 4, 8, 0), curve.get(curve.size() - 1));
    assertEquals(1 / 3.0, curve.get(0).precision());
    assertEquals(1 / 4.0, curve.get(0).recall());
    assertEquals(2 / 7.0, curve.get(0).f1());
    List<OperatingPoint> thin = PrecisionRecallCurve.of(SCORES, TRUTH, 2);
    assertEquals(List.of(curve.get(0), curve.get(curve.size() - 1)), thin);
    assertEquals(
        "step: expected a number above 0, found 0.0",
        assertThrows(
                IllegalArgumentException.class, () -> PrecisionRecallCurve.of(SCORES, TRUTH, 0))
            .getMessage());
  }
}
