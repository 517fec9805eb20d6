package io.github.ram4j.evaluate;

import static io.github.ram4j.evaluate.Samples.row;
import static io.github.ram4j.evaluate.Samples.scores;
import static io.github.ram4j.evaluate.Samples.tags;
import static io.github.ram4j.evaluate.Samples.vocabulary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Scores, truth and thresholds of as many tags with other names. */
class TwoListsTest {
  private static final TagVocabulary ONE = vocabulary(0.5f, "cat", "dog");
  private static final TagVocabulary SWAPPED = vocabulary(0.5f, "dog", "cat");
  private static final String REFUSED =
      "tags: expected those of the list of 2 tags from \"cat\" to \"dog\" in their order, found"
          + " those of the list of 2 tags from \"dog\" to \"cat\": at index 0 \"dog\" and not"
          + " \"cat\"";

  private static final ScoreMatrix SCORES =
      ScoreMatrix.ofRecognitions(List.of(Recognition.ofLogits(ONE, row(3, -3))));

  private static void assertRefused(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void recognitionsOfTwoListsMakeNoMatrix() {
    List<Recognition> two =
        List.of(Recognition.ofLogits(ONE, row(3, -3)), Recognition.ofLogits(SWAPPED, row(3, -3)));
    assertRefused(REFUSED, () -> ScoreMatrix.ofRecognitions(two));
  }

  @Test
  void otherIdsAndChineseNamesAreNoOtherList() {
    TagVocabulary other =
        TagVocabulary.of(
            List.of(new Tag(8, "cat", List.of("猫"), true), new Tag(9, "Dog", List.of("狗"), false)),
            new float[] {0.5f, 0.5f});
    List<Recognition> two =
        List.of(Recognition.ofLogits(ONE, row(3, -3)), Recognition.ofLogits(other, row(-3, 3)));
    ScoreMatrix scores = ScoreMatrix.ofRecognitions(two);
    TruthLabels labels = TruthLabels.of(other, List.of(List.of("cat"), List.of("dog")));
    assertEquals(1, Evaluation.of(scores, labels.matrix(), ONE).meanAveragePrecision(), 1e-7);
  }

  @Test
  void scoresMeetNoOtherTruthAndNoOtherThresholds() {
    TruthMatrix truth = TruthLabels.of(ONE, List.of(List.of("cat"))).matrix();
    TruthMatrix otherTruth = TruthLabels.of(SWAPPED, List.of(List.of("cat"))).matrix();
    CalibrationGoal goal = CalibrationGoal.ofBestF1();
    assertRefused(REFUSED, () -> AveragePrecision.mean(SCORES, otherTruth));
    assertRefused(REFUSED, () -> Evaluation.of(SCORES, otherTruth, ONE));
    assertRefused(REFUSED, () -> Evaluation.of(SCORES, truth, SWAPPED));
    assertRefused(REFUSED, () -> Calibration.of(SCORES, truth, SWAPPED, goal));
    assertRefused(REFUSED, () -> Calibration.of(SCORES, otherTruth, ONE, goal));
    assertRefused(REFUSED, () -> Mistakes.of(SCORES, truth, SWAPPED));
    assertRefused(REFUSED, () -> EvaluatedModel.of("m", SWAPPED, SCORES, List.of(List.of("cat"))));
    ScoreMatrix unknown = scores(row(0.9, 0.1));
    assertEquals(1, Evaluation.of(unknown, truth, ONE).shownTags(), "numbers alone are taken");
  }

  @Test
  void columnsKnowTheirTags() {
    int[] second = {1};
    assertEquals(
        List.of("dog"),
        SCORES.columns(second).vocabulary().orElseThrow().tags().stream()
            .map(Tag::english)
            .toList());
    TruthMatrix truth = TruthMatrix.of(SWAPPED, List.of(tags(0))).columns(second);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> AveragePrecision.mean(SCORES.columns(second), truth))
            .getMessage();
    assertTrue(message.endsWith("at index 0 \"cat\" and not \"dog\""), message);
  }

  @Test
  void aModelTakesThresholdsOfItsNamesAlone() {
    EvaluatedModel model = EvaluatedModel.of("m", ONE, SCORES, List.of(List.of("cat")));
    assertRefused(REFUSED, () -> model.withThresholds("n", SWAPPED));
    TagVocabulary renumbered =
        TagVocabulary.of(
            List.of(new Tag(5, "cat", List.of("猫"), true), new Tag(6, "dog", List.of(), true)),
            new float[] {0.99f, 0.5f});
    EvaluatedModel changed = model.withThresholds("n", renumbered);
    assertEquals(0, changed.evaluation().tags().get(0).truePositives());
    assertEquals(ONE.tags(), changed.vocabulary().tags());
  }

  @Test
  void figuresOfOtherTagsAreNoModels() {
    EvaluatedModel model = EvaluatedModel.of("m", ONE, SCORES, List.of(List.of("cat")));
    Evaluation swapped =
        Evaluation.of(scores(row(0.9, 0.1)), TruthMatrix.of(2, List.of(tags(0))), SWAPPED);
    assertRefused(
        "evaluation of m: expected figures of \"cat\", tag 0 of the list of 2 tags from \"cat\" to"
            + " \"dog\", found those of \"dog\"",
        () -> new EvaluatedModel("m", ONE, SCORES, model.labels(), swapped));
  }

  @Test
  void namesThatModelsShareAreSharedInAnyCase() {
    TagVocabulary upper = vocabulary(0.5f, "CD", "cat");
    TagVocabulary lower = vocabulary(0.5f, "dog", "cd");
    ScoreMatrix scores = scores(row(0.9, 0.1));
    List<EvaluatedModel> models =
        List.of(
            EvaluatedModel.of("u", upper, scores, List.of(List.of())),
            EvaluatedModel.of("l", lower, scores, List.of(List.of())));
    Set<String> shared = EvaluatedModel.sharedNames(models);
    assertEquals(Set.of("cd"), shared);
    assertEquals("CD", models.get(0).onlyNamed(shared).vocabulary().tag(0).english());
    assertEquals("cd", models.get(1).onlyNamed(shared).vocabulary().tag(0).english());
  }
}
