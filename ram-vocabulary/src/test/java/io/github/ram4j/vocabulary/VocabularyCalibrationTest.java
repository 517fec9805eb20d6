package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Calibration.Origin;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.OperatingPoint;
import io.github.ram4j.evaluate.ScoreMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyCalibrationTest {
  private static final CalibrationGoal F1 = CalibrationGoal.ofBestF1().withMinPositives(2);

  /** A tag of the model's list, and three new ones. */
  private static final OpenVocabulary FOUR =
      OpenVocabulary.of(
              List.of(
                  OpenTag.listed("dog", 0.77f),
                  fresh("red panda").withSynonyms(List.of("lesser panda", "fern")),
                  fresh("fern"),
                  fresh("moss")))
          .withTextEncoder("digest");

  private static OpenTag fresh(String name) {
    return OpenTag.of(name, TagRecipe.EMBEDDINGS, new float[] {1, 0}, 2);
  }

  /** Images of the tags above; only the first two new tags are shown twice. */
  private static final ScoreMatrix SCORES =
      ScoreMatrix.of(
          4,
          List.of(
              new float[] {0.9f, 0.40f, 0.10f, 0.05f},
              new float[] {0.9f, 0.30f, 0.10f, 0.05f},
              new float[] {0.9f, 0.20f, 0.25f, 0.05f},
              new float[] {0.9f, 0.10f, 0.20f, 0.15f},
              new float[] {0.9f, 0.10f, 0.05f, 0.05f}));

  private static final List<List<String>> TRUTH =
      List.of(
          List.of("Red Panda ", "dog"),
          List.of("lesser panda", "zebra"),
          List.of("fern", "zebra", "zebra"),
          List.of("FERN", "moss"),
          List.of());

  @Test
  void thresholdsOfNewTagsAreChosenAndOthersKept() {
    VocabularyCalibration found = VocabularyCalibration.of(FOUR, SCORES, TRUTH, F1);
    List<OpenTag> tags = found.vocabulary().tags();
    assertEquals(0.77f, tags.get(0).threshold());
    assertEquals(0.25f, tags.get(1).threshold(), 1e-6, "midway between 0.3 and 0.2");
    assertEquals(0.15f, tags.get(2).threshold(), 1e-6, "midway between 0.2 and 0.1");
    // Of all new tags: the five shown are 0.4 0.3 0.25 0.2 0.15, of the others 0.2 is the highest:
    // above 0.1 all five and one other are predicted, 10/11; above 0.2 only three, 6/8.
    assertEquals(0.125f, tags.get(3).threshold(), 1e-6, "midway between 0.15 and 0.1");
    assertEquals("digest", found.vocabulary().textEncoder().orElseThrow());
    assertEquals(List.of("lesser panda", "fern"), tags.get(1).synonyms());
    assertEquals(Map.of("zebra", 2), found.unknown(), "dog is known, though of the model's list");
    assertEquals(2, found.count(Origin.OWN));
    assertEquals(1, found.count(Origin.POOLED));
  }

  @Test
  void theReportCountsPredictions() {
    List<TagCalibration> tags = VocabularyCalibration.of(FOUR, SCORES, TRUTH, F1).tags();
    assertEquals(
        List.of("red panda", "fern", "moss"), tags.stream().map(TagCalibration::name).toList());
    assertEquals(new OperatingPoint(0.25f, 2, 0, 0), tags.get(0).point());
    assertEquals(2, tags.get(0).positives());
    assertEquals(Interval.ofShare(2, 2), tags.get(0).precision());
    assertEquals(Interval.ofShare(2, 2), tags.get(0).recall());
    assertEquals(Origin.POOLED, tags.get(2).origin());
    assertTrue(tags.get(2).spread().isEmpty());
    assertEquals(1, tags.get(2).point().truePositives());
  }

  @Test
  void theBestThresholdIsFoundOnManyImages() {
    Random random = new Random(5);
    List<float[]> rows = new ArrayList<>();
    List<List<String>> truth = new ArrayList<>();
    for (int image = 0; image < 2000; image++) {
      boolean shown = image % 4 == 0;
      rows.add(
          new float[] {
            (float) Math.min(1, Math.max(0, (shown ? 0.3 : 0.1) + 0.05 * random.nextGaussian()))
          });
      truth.add(shown ? List.of("fern") : List.of());
    }
    TagCalibration fern =
        VocabularyCalibration.of(
                OpenVocabulary.of(List.of(fresh("fern"))),
                ScoreMatrix.of(1, rows),
                truth,
                CalibrationGoal.ofBestF1())
            .tags()
            .get(0);
    assertEquals(0.2, fern.point().threshold(), 0.03);
    Interval spread = fern.spread().orElseThrow();
    assertTrue(
        spread.low() <= fern.point().threshold() && fern.point().threshold() <= spread.high(),
        spread::toString);
    assertTrue(fern.precision().low() > 0.9 && fern.precision().high() < 1, fern::toString);
  }

  @Test
  void aPrecisionThatNoneHasIsNeverPredicted() {
    ScoreMatrix scores = ScoreMatrix.of(1, List.of(new float[] {0.5f}, new float[] {0.6f}));
    VocabularyCalibration found =
        VocabularyCalibration.of(
            OpenVocabulary.of(List.of(fresh("fern"))),
            scores,
            List.of(List.of("fern"), List.of()),
            CalibrationGoal.ofPrecision(0.9).withMinPositives(1));
    assertEquals(1, found.vocabulary().tags().get(0).threshold());
    assertEquals(1, found.count(Origin.NEVER));
    assertEquals(new OperatingPoint(1, 0, 0, 1), found.tags().get(0).point());
    assertEquals(new Interval(0, 1), found.tags().get(0).precision());
  }

  @Test
  void scoresOfRecognitionsAreTaken() {
    TagVocabulary list =
        TagVocabulary.of(
            List.of(new Tag(7, "Fern", List.of(), true), new Tag(3, "moss", List.of(), true)),
            new float[] {0.5f, 0.5f});
    ScoreMatrix scores =
        ScoreMatrix.ofRecognitions(
            List.of(
                Recognition.ofLogits(list, new float[] {-1, -3}),
                Recognition.ofLogits(list, new float[] {-2, -2}),
                Recognition.ofLogits(list, new float[] {-3, -3})));
    OpenVocabulary tags = OpenVocabulary.of(List.of(fresh("fern"), fresh("moss")));
    List<List<String>> truth = List.of(List.of("fern"), List.of("moss"), List.of());
    float first =
        VocabularyCalibration.of(
                tags, scores, truth, CalibrationGoal.ofBestF1().withMinPositives(1))
            .vocabulary()
            .tags()
            .get(0)
            .threshold();
    assertEquals((sigmoid(-1) + sigmoid(-2)) / 2, first, 1e-6);
    OpenVocabulary swapped = OpenVocabulary.of(List.of(fresh("moss"), fresh("fern")));
    assertEquals(
        "scores: expected those of \"moss\" as tag 0 of the vocabulary, found \"Fern\"",
        refused(swapped, scores, truth));
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static String refused(OpenVocabulary tags, ScoreMatrix scores, List<List<String>> truth) {
    return assertThrows(
            IllegalArgumentException.class, () -> VocabularyCalibration.of(tags, scores, truth, F1))
        .getMessage();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "labels: expected those of 5 images as the scores have, found 1",
        refused(FOUR, SCORES, List.of(List.of("fern"))));
    assertEquals(
        "scores: expected those of 1 tags as the vocabulary has, found 4",
        refused(OpenVocabulary.of(List.of(fresh("fern"))), SCORES, TRUTH));
    assertEquals(
        "open vocabulary: expected a new tag, found 1 of the model's list alone",
        refused(
            OpenVocabulary.of(List.of(OpenTag.listed("dog", 0.5f))),
            ScoreMatrix.of(1, List.of(new float[] {0.5f})),
            List.of(List.of("dog"))));
    assertEquals(
        "labelled images: expected one or more that show a new tag, found none among 5; their"
            + " labels are [zebra]",
        refused(
            FOUR,
            SCORES,
            List.of(List.of("zebra"), List.of("dog"), List.of(), List.of(), List.of())));
  }
}
