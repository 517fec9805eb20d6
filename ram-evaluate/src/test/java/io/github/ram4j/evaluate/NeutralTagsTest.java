package io.github.ram4j.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.run.LabelledImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags that count on neither side. */
class NeutralTagsTest {
  private static final TagVocabulary TAGS =
      TagVocabulary.of(
          List.of(new Tag(0, "cat", List.of(), true), new Tag(1, "red", List.of(), true)),
          new float[] {0.5f, 0.5f});

  private static final ScoreMatrix SCORES =
      ScoreMatrix.of(
          TAGS,
          List.of(
              new float[] {0.9f, 0.8f},
              new float[] {0.7f, 0.1f},
              new float[] {0.6f, 0.9f},
              new float[] {0.2f, 0.7f}));

  private static final List<List<String>> TRUTH =
      List.of(List.of("cat"), List.of(), List.of("cat"), List.of("red"));

  @TempDir Path folder;

  private static TruthMatrix truth(List<List<String>> neutral) {
    return TruthLabels.of(TAGS, TRUTH).withNeutral(neutral).matrix();
  }

  private static List<List<String>> none() {
    return List.of(List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void aNeutralPredictionIsNotWrong() {
    Evaluation all = Evaluation.of(SCORES, truth(none()), TAGS);
    assertEquals(1, all.tags().get(0).falsePositives());
    assertEquals(2, all.tags().get(1).falsePositives());
    Evaluation fewer =
        Evaluation.of(
            SCORES, truth(List.of(List.of("red"), List.of("cat"), List.of(), List.of())), TAGS);
    assertEquals(0, fewer.tags().get(0).falsePositives());
    assertEquals(1, fewer.tags().get(1).falsePositives());
    assertEquals(2, fewer.tags().get(0).truePositives());
    assertEquals(0, fewer.tags().get(0).falseNegatives());
  }

  /** Images in the order of their scores for "red": 2, 0, 3, 1; the image that shows it is 3. */
  @Test
  void neutralImagesTakeNoPlaceInTheRanking() {
    assertEquals(1.0 / 3, AveragePrecision.ofTags(SCORES, truth(none()))[1], 1e-6);
    TruthMatrix neutral = truth(List.of(List.of("red"), List.of(), List.of("red"), List.of()));
    assertEquals(1, AveragePrecision.ofTags(SCORES, neutral)[1], 1e-6);
  }

  @Test
  void calibrationLeavesThemOut() {
    CalibrationGoal precise = CalibrationGoal.ofPrecision(1).withMinPositives(1);
    TruthMatrix neutral = truth(List.of(List.of("red"), List.of(), List.of("red"), List.of()));
    float with = Calibration.of(SCORES, truth(none()), TAGS, precise).vocabulary().threshold(1);
    float without = Calibration.of(SCORES, neutral, TAGS, precise).vocabulary().threshold(1);
    assertEquals(1, with, "never: others are above it");
    assertTrue(without < 0.7f, "between 0.1 and 0.7: " + without);
  }

  @Test
  void theyAreNoMistakes() {
    TruthMatrix neutral = truth(List.of(List.of("red"), List.of("cat"), List.of("red"), List.of()));
    assertEquals(List.of(), Mistakes.of(SCORES, neutral, TAGS).worst(9));
    assertEquals(3, Mistakes.of(SCORES, truth(none()), TAGS).worst(9).size());
  }

  @Test
  void aTagThatIsShownStaysShown() {
    TruthMatrix both = truth(List.of(List.of("cat"), List.of(), List.of(), List.of()));
    assertTrue(both.shows(0, 0));
    assertFalse(both.isNeutral(0, 0));
    assertEquals(0, both.neutrals(0));
  }

  @Test
  void columnsKeepThem() {
    TruthMatrix red =
        truth(List.of(List.of("red"), List.of(), List.of(), List.of())).columns(new int[] {1});
    assertTrue(red.isNeutral(0, 0));
    assertFalse(red.isNeutral(1, 0));
  }

  @Test
  void aFileNamesImagesOfTheTruth() throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.txt"), "a.png,cat\nb.png,red\n");
    Path neutral = Files.writeString(folder.resolve("neutral.txt"), "b.png,cat,old\n");
    LabelledImages images = LabelledImages.read(truth).withNeutral(neutral);
    assertEquals(List.of(List.of(), List.of("cat", "old")), images.neutral());
    assertEquals(List.of(List.of("cat", "old")), images.only(List.of(1)).neutral());
    Files.writeString(neutral, "b.png,old,red\n");
    assertEquals(
        "neutral tags %s: expected tags that the truth does not list, found \"red\" of b.png, which it does"
            .formatted(neutral),
        assertThrows(
                FileFormatException.class, () -> LabelledImages.read(truth).withNeutral(neutral))
            .getMessage());
    Files.writeString(neutral, "b.png,,old\n");
    assertEquals(
        "neutral tags, read as truth %s, line 1: expected image,tag,tag…, found an empty tag"
            .formatted(neutral),
        assertThrows(
                FileFormatException.class, () -> LabelledImages.read(truth).withNeutral(neutral))
            .getMessage());
    Files.writeString(neutral, "c.png,cat\n");
    String message =
        assertThrows(
                FileFormatException.class, () -> LabelledImages.read(truth).withNeutral(neutral))
            .getMessage();
    assertEquals(
        "neutral tags %s: expected images of the truth, found c.png".formatted(neutral), message);
  }
}
