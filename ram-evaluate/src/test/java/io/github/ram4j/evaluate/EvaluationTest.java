package io.github.ram4j.evaluate;

import static io.github.ram4j.evaluate.Samples.row;
import static io.github.ram4j.evaluate.Samples.scores;
import static io.github.ram4j.evaluate.Samples.tags;
import static io.github.ram4j.evaluate.Samples.vocabulary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.TagEvaluation.PredictionCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final double TOLERANCE = 1e-7;

  private static final TagVocabulary TWO = vocabulary(0.5f, "cat", "dog");

  @Test
  void precisionIsAveragedOverTheImagesThatShowATag() {
    ScoreMatrix scores = scores(row(0.9, 0.1), row(0.8, 0.2), row(0.7, 0.3), row(0.6, 0.4));
    TruthMatrix truth = TruthMatrix.of(2, List.of(tags(0), tags(), tags(0, 1), tags()));
    // The first tag is at places 1 and 3: (1/1 + 2/3) / 2. The second at place 2 of its order: 1/2.
    assertEquals((5 / 6.0 + 1 / 2.0) / 2, AveragePrecision.mean(scores, truth), TOLERANCE);
  }

  @Test
  void ofEqualScoresTheEarlierImageComesFirst() {
    ScoreMatrix scores = scores(row(0.5), row(0.5), row(0.5), row(0.7));
    assertEquals(
        1 / 3.0,
        AveragePrecision.mean(scores, TruthMatrix.of(1, List.of(tags(), tags(0), tags(), tags()))),
        TOLERANCE);
    assertEquals(
        1 / 2.0,
        AveragePrecision.mean(scores, TruthMatrix.of(1, List.of(tags(0), tags(), tags(), tags()))),
        TOLERANCE);
  }

  @Test
  void bothZerosAreEqualAndLogitsHaveTheirOrder() {
    ScoreMatrix scores = scores(row(-3), row(0.0), row(-0.0), row(7), row(-5));
    TruthMatrix truth = TruthMatrix.of(1, List.of(tags(), tags(), tags(0), tags(), tags(0)));
    assertEquals((1 / 3.0 + 2 / 5.0) / 2, AveragePrecision.mean(scores, truth), TOLERANCE);
  }

  @Test
  void aTagThatNoImageShowsCountsNothingInTheOneMeanAndIsLeftOutOfTheOther() {
    Evaluation evaluation =
        Evaluation.of(
            scores(row(0.9, 0.1), row(0.8, 0.7)), TruthMatrix.of(2, List.of(tags(0), tags())), TWO);
    assertEquals(1 / 2.0, evaluation.meanAveragePrecision(), TOLERANCE);
    assertEquals(1, evaluation.meanAveragePrecisionOfShown(), TOLERANCE);
    assertEquals(1, evaluation.shownTags());
  }

  @Test
  void aScoreAtTheThresholdIsAPrediction() {
    Evaluation evaluation =
        Evaluation.of(
            scores(row(0.5, 0.2), row(0.5, 0.9), row(0.49, 0.5), row(0.1, 0.1)),
            TruthMatrix.of(2, List.of(tags(0), tags(1), tags(0, 1), tags(1))),
            TWO);
    TagEvaluation cat = evaluation.tags().get(0);
    assertEquals(
        new TagEvaluation("cat", 0.5f, cat.averagePrecision(), new PredictionCounts(1, 1, 1)),
        cat,
        "one of two predicted shows it, one is missed");
    TagEvaluation dog = evaluation.tags().get(1);
    assertEquals(
        new TagEvaluation("dog", 0.5f, dog.averagePrecision(), new PredictionCounts(2, 0, 1)), dog);
    assertEquals(1 / 2.0, cat.precision(), TOLERANCE);
    assertEquals(2 / 3.0, dog.recall(), TOLERANCE);
    assertEquals(0.8, dog.f1(), TOLERANCE);
    PrecisionRecall means = evaluation.perClass().orElseThrow();
    assertEquals((1 / 2.0 + 1) / 2, means.precision(), TOLERANCE);
    assertEquals((1 / 2.0 + 2 / 3.0) / 2, means.recall(), TOLERANCE);
    PrecisionRecall overall = evaluation.overall().orElseThrow();
    assertEquals(3 / 4.0, overall.precision(), TOLERANCE);
    assertEquals(3 / 5.0, overall.recall(), TOLERANCE);
    assertEquals(2 / 3.0, overall.f1(), TOLERANCE);
  }

  @Test
  void aTagNeverPredictedHasPrecisionZero() {
    TagEvaluation never = new TagEvaluation("cat", 1, 0.4, new PredictionCounts(0, 0, 3));
    assertEquals(0, never.precision());
    assertEquals(0, never.recall());
    assertEquals(0, never.f1());
    assertEquals(3, never.positives());
  }

  @Test
  void missesAreTagsOfTheirOwn() {
    Evaluation evaluation =
        Evaluation.of(
            scores(row(0.9, 0.1), row(0.1, 0.9)),
            TruthMatrix.of(2, List.of(tags(0), tags(1))),
            TWO);
    assertEquals(1, evaluation.overall().orElseThrow().recall(), TOLERANCE);
    Evaluation all = evaluation.withMisses(Map.of("owl", 2));
    assertEquals(2 / 3.0, all.meanAveragePrecision(), TOLERANCE);
    assertEquals(2 / 3.0, all.perClass().orElseThrow().recall(), TOLERANCE);
    assertEquals(1 / 2.0, all.overall().orElseThrow().recall(), TOLERANCE);
    assertEquals(1, all.overall().orElseThrow().precision(), TOLERANCE);
  }

  @Test
  void aRepeatedNameMakesBothColumnsPositiveAndTheMeansUndefined() {
    TagVocabulary repeated = vocabulary(0.5f, "cat", "bank", "bank");
    TruthLabels labels = TruthLabels.of(repeated, List.of(List.of("bank"), List.of("cat")));
    assertTrue(labels.matrix().shows(0, 1));
    assertTrue(labels.matrix().shows(0, 2));
    assertFalse(labels.matrix().shows(1, 1));
    Evaluation evaluation =
        Evaluation.of(scores(row(0, 1, 1), row(1, 0, 0)), labels.matrix(), repeated);
    assertTrue(evaluation.namesRepeat());
    assertTrue(evaluation.perClass().isEmpty());
    assertTrue(evaluation.overall().isEmpty());
    assertEquals(1, evaluation.meanAveragePrecision(), TOLERANCE);
  }

  @Test
  void recognitionsGiveTheirScores() {
    ScoreMatrix scores =
        ScoreMatrix.ofRecognitions(
            List.of(
                Recognition.ofLogits(TWO, row(0, 100)), Recognition.ofLogits(TWO, row(-100, 0))));
    assertEquals(2, scores.images());
    assertEquals(0.5f, scores.score(0, 0));
    assertEquals(1, scores.score(0, 1));
    assertEquals(0, scores.score(1, 0), 1e-30);
  }

  @Test
  void columnsArePickedFromScoresAndTruthAlike() {
    ScoreMatrix scores = scores(row(0.1, 0.2, 0.3), row(0.4, 0.5, 0.6));
    TruthMatrix truth = TruthMatrix.of(3, List.of(tags(2), tags(0, 1)));
    int[] chosen = {2, 0};
    assertEquals(0.6f, scores.columns(chosen).score(1, 0));
    assertEquals(0.1f, scores.columns(chosen).score(0, 1));
    assertTrue(truth.columns(chosen).shows(0, 0));
    assertTrue(truth.columns(chosen).shows(1, 1));
    assertEquals(1, truth.columns(chosen).positives(0));
  }

  @Test
  void sizesAndNumbersAreChecked() {
    assertMessage("scores: expected at least one tag, found 0", () -> ScoreMatrix.of(0, List.of()));
    assertMessage(
        "scores of image 1: expected one for each of 2 tags, found 1",
        () -> scores(row(1, 2), row(1)));
    assertMessage(
        "score of image 0, tag 1: expected a number, found NaN", () -> scores(row(1, Double.NaN)));
    assertMessage(
        "recognitions: expected at least one, found none",
        () -> ScoreMatrix.ofRecognitions(List.of()));
    assertMessage("truth: expected at least one tag, found 0", () -> TruthMatrix.of(0, List.of()));
    assertMessage(
        "truth of image 1: expected tags from 0 to 1, found 2",
        () -> TruthMatrix.of(2, List.of(tags(0), tags(2))));
    TruthMatrix truth = TruthMatrix.of(2, List.of(tags(0)));
    assertMessage(
        "truth: expected [2 images, 2 tags] as the scores have, found [1, 2]",
        () -> AveragePrecision.mean(scores(row(1, 0), row(0, 1)), truth));
    assertMessage(
        "vocabulary: expected 3 tags as the scores have, found 2",
        () -> Evaluation.of(scores(row(1, 0, 0)), truth, TWO));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
