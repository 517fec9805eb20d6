package io.github.ram4j.evaluate;

import static io.github.ram4j.evaluate.Samples.row;
import static io.github.ram4j.evaluate.Samples.scores;
import static io.github.ram4j.evaluate.Samples.tags;
import static io.github.ram4j.evaluate.Samples.vocabulary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Calibration.Origin;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final TagVocabulary CAT = vocabulary(0.5f, "cat");
  private static final ScoreMatrix SIX =
      scores(row(0.875), row(0.75), row(0.625), row(0.5), row(0.25), row(0.125));

  /** The best three of four are right, then one of two. */
  private static final TruthMatrix TRUTH =
      TruthMatrix.of(1, List.of(tags(0), tags(), tags(0), tags(0), tags(), tags(0)));

  private static Calibration six(CalibrationGoal goal) {
    return Calibration.of(SIX, TRUTH, CAT, goal.withMinPositives(1));
  }

  @Test
  void theThresholdIsTheLowestWithThePrecision() {
    assertEquals(
        (0.875f + 0.75f) / 2, six(CalibrationGoal.ofPrecision(0.9)).vocabulary().threshold(0));
    assertEquals(
        (0.5f + 0.25f) / 2, six(CalibrationGoal.ofPrecision(0.75)).vocabulary().threshold(0));
    assertEquals(
        0.125f / 2,
        six(CalibrationGoal.ofPrecision(0.6)).vocabulary().threshold(0),
        "4 of 6 are above 0.6: everything is predicted");
  }

  @Test
  void theBestF1IsThatOfTheFewestPredictions() {
    // 3 right of 4, 1 missed: 6/8. 4 right of 6: 8/10.
    assertEquals(0.125f / 2, six(CalibrationGoal.ofBestF1()).vocabulary().threshold(0));
    // 1 right, 1 missed: 2/3. 2 right of 4: 4/6, the same.
    Calibration tie =
        Calibration.of(
            scores(row(0.75), row(0.5), row(0.375), row(0.25)),
            TruthMatrix.of(1, List.of(tags(0), tags(), tags(), tags(0))),
            CAT,
            CalibrationGoal.ofBestF1().withMinPositives(1));
    assertEquals(0.625f, tie.vocabulary().threshold(0));
  }

  @Test
  void equalScoresStandOrFallTogether() {
    Calibration calibration =
        Calibration.of(
            scores(row(0.75), row(0.75), row(0.5)),
            TruthMatrix.of(1, List.of(tags(0), tags(), tags(0))),
            CAT,
            CalibrationGoal.ofPrecision(0.9).withMinPositives(1));
    assertEquals(1, calibration.vocabulary().threshold(0));
    assertEquals(Origin.NEVER, calibration.origin(0));
  }

  @Test
  void neighbouringNumbersHaveTheHigherAsThreshold() {
    float low = 0.5f;
    float high = Math.nextUp(low);
    Calibration calibration =
        Calibration.of(
            scores(row(high), row(low)),
            TruthMatrix.of(1, List.of(tags(0), tags())),
            CAT,
            CalibrationGoal.ofPrecision(1).withMinPositives(1));
    assertEquals(high, calibration.vocabulary().threshold(0));
  }

  @Test
  void tagsThatFewImagesShowHaveTheThresholdOfAllTogether() {
    TagVocabulary vocabulary = vocabulary(0.5f, "cat", "dog", "owl");
    ScoreMatrix scores =
        scores(row(0.875, 0.625, 0), row(0.75, 0.25, 0.125), row(0.125, 0.125, 0.5));
    TruthMatrix truth = TruthMatrix.of(3, List.of(tags(0, 1), tags(0), tags()));
    Calibration calibration =
        Calibration.of(
            scores, truth, vocabulary, CalibrationGoal.ofPrecision(1).withMinPositives(2));
    assertEquals((0.75f + 0.125f) / 2, calibration.vocabulary().threshold(0));
    float pooled = (0.625f + 0.5f) / 2;
    assertEquals(pooled, calibration.vocabulary().threshold(1));
    assertEquals(pooled, calibration.vocabulary().threshold(2));
    assertEquals(
        List.of(Origin.OWN, Origin.POOLED, Origin.POOLED),
        IntStream.range(0, 3).mapToObj(calibration::origin).toList());
    assertEquals(2, calibration.count(Origin.POOLED));
    assertEquals(vocabulary.tags(), calibration.vocabulary().tags());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void noLowerThresholdHasThePrecisionAndNoOtherABetterF1(long seed) {
    Random random = new Random(seed);
    ScoreMatrix scores = Samples.randomScores(random, 60, 1, 40);
    TruthMatrix truth = Samples.randomTruth(random, 60, 1, 0.5);
    for (double wanted : new double[] {0.4, 0.6, 0.8, 1}) {
      float cut =
          Calibration.of(scores, truth, CAT, CalibrationGoal.ofPrecision(wanted))
              .vocabulary()
              .threshold(0);
      assertTrue(cut == 1 || at(scores, truth, cut).precision() >= wanted - 1e-6);
      for (float lower = 0; predicted(scores, lower) > predicted(scores, cut); lower += 0.001f) {
        assertTrue(at(scores, truth, lower).precision() < wanted, "at " + lower);
      }
    }
    float best =
        Calibration.of(scores, truth, CAT, CalibrationGoal.ofBestF1()).vocabulary().threshold(0);
    for (float other = 0; other < 1; other += 0.001f) {
      assertTrue(at(scores, truth, other).f1() <= at(scores, truth, best).f1() + 1e-12);
    }
  }

  private static TagEvaluation at(ScoreMatrix scores, TruthMatrix truth, float threshold) {
    return Evaluation.of(scores, truth, vocabulary(threshold, "cat")).tags().get(0);
  }

  private static long predicted(ScoreMatrix scores, float threshold) {
    return IntStream.range(0, scores.images())
        .filter(image -> scores.score(image, 0) >= threshold)
        .count();
  }

  @Test
  void goalsAreRead() {
    assertEquals(CalibrationGoal.ofPrecision(0.95), CalibrationGoal.parse("Precision=0.95"));
    assertEquals(CalibrationGoal.ofBestF1(), CalibrationGoal.parse("f1"));
    assertEquals("precision=0.95", CalibrationGoal.parse("precision=0.95").toString());
    assertEquals("f1", CalibrationGoal.ofBestF1().toString());
  }

  @Test
  void goalsAndScoresAreChecked() {
    for (String text : List.of("0.9", "precision=", "precision=much", "recall=0.9")) {
      assertMessage(
          "goal of calibration: expected precision=NUMBER or f1, found \"" + text + "\"",
          () -> CalibrationGoal.parse(text));
    }
    for (String number : List.of("0.0", "1.5", "NaN")) {
      assertMessage(
          "precision to calibrate for: expected above 0 and at most 1, found " + number,
          () -> CalibrationGoal.ofPrecision(Double.parseDouble(number)));
    }
    assertMessage(
        "images that must show a tag: expected 1 or more, found 0",
        () -> CalibrationGoal.ofBestF1().withMinPositives(0));
    assertMessage(
        "scores to calibrate on: expected probabilities, found 1.5 for image 0, tag 0",
        () ->
            Calibration.of(
                scores(row(1.5)),
                TruthMatrix.of(1, List.of(tags())),
                CAT,
                CalibrationGoal.ofBestF1()));
    assertMessage(
        "vocabulary: expected 1 tags as the scores have, found 2",
        () ->
            Calibration.of(SIX, TRUTH, vocabulary(0.5f, "cat", "dog"), CalibrationGoal.ofBestF1()));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
