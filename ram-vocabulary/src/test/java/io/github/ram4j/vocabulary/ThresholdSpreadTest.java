package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Calibration;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdSpreadTest {
  private static final TagVocabulary ONE =
      TagVocabulary.of(List.of(new Tag(0, "a", List.of(), true)), new float[] {0.5f});

  /** Scores around 0.6 of images that show the tag, and around 0.4 of others, in hundredths. */
  private static float[] scores(boolean[] shown, long seed) {
    Random random = new Random(seed);
    float[] scores = new float[shown.length];
    for (int i = 0; i < scores.length; i++) {
      double score = (shown[i] ? 0.6 : 0.4) + 0.1 * random.nextGaussian();
      scores[i] = Math.round(100 * Math.min(1, Math.max(0, score))) / 100f;
    }
    return scores;
  }

  private static boolean[] everyThird(int images) {
    boolean[] shown = new boolean[images];
    for (int i = 0; i < images; i += 3) {
      shown[i] = true;
    }
    return shown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"f1", "precision=0.8"})
  void theIntervalIsThatOfCalibrationsOfSamples(String text) {
    CalibrationGoal goal = CalibrationGoal.parse(text).withMinPositives(1);
    boolean[] shown = everyThird(60);
    float[] scores = scores(shown, 7);
    Integer[] falling = IntStream.range(0, 60).boxed().toArray(Integer[]::new);
    Arrays.sort(falling, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    SplittableRandom random = new SplittableRandom(18);
    double[] thresholds = new double[200];
    for (int sample = 0; sample < thresholds.length; sample++) {
      List<float[]> rows = new ArrayList<>();
      List<int[]> labels = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int drawn = falling[random.nextInt(60)];
        rows.add(new float[] {scores[drawn]});
        labels.add(shown[drawn] ? new int[] {0} : new int[0]);
      }
      thresholds[sample] =
          Calibration.of(ScoreMatrix.of(1, rows), TruthMatrix.of(1, labels), ONE, goal)
              .vocabulary()
              .threshold(0);
    }
    Arrays.sort(thresholds);
    assertEquals(
        Optional.of(new Interval(thresholds[5], thresholds[194])),
        ThresholdSpread.of(scores, shown, goal));
    assertTrue(thresholds[5] < thresholds[194]);
  }

  @Test
  void moreImagesNarrowTheInterval() {
    CalibrationGoal goal = CalibrationGoal.ofBestF1();
    double few = width(ThresholdSpread.of(scores(everyThird(30), 3), everyThird(30), goal));
    double many = width(ThresholdSpread.of(scores(everyThird(3000), 3), everyThird(3000), goal));
    assertTrue(many < few / 2, few + " " + many);
  }

  private static double width(Optional<Interval> interval) {
    return interval.orElseThrow().high() - interval.orElseThrow().low();
  }

  @Test
  void anImageThatIsOftenMissingGivesNone() {
    boolean[] shown = new boolean[20];
    shown[4] = true;
    assertEquals(
        Optional.empty(), ThresholdSpread.of(scores(shown, 1), shown, CalibrationGoal.ofBestF1()));
  }
}
