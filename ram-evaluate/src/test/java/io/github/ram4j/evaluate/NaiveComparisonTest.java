package io.github.ram4j.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.TagVocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definitions, written down as plainly as can be. */
class NaiveComparisonTest {
  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void figuresAreThoseOfTheDefinitions(long seed) {
    Random random = new Random(seed);
    int images = 1 + random.nextInt(200);
    int tags = 1 + random.nextInt(12);
    ScoreMatrix scores = Samples.randomScores(random, images, tags, 1 + random.nextInt(50));
    TruthMatrix truth = Samples.randomTruth(random, images, tags, random.nextDouble());
    TagVocabulary vocabulary =
        Samples.vocabulary(
            0, IntStream.range(0, tags).mapToObj(tag -> "tag " + tag).toArray(String[]::new));
    vocabulary = vocabulary.withThresholds((tag, published) -> random.nextFloat());
    Evaluation evaluation = Evaluation.of(scores, truth, vocabulary);
    double sum = 0;
    for (int tag = 0; tag < tags; tag++) {
      TagEvaluation found = evaluation.tags().get(tag);
      double averagePrecision = averagePrecision(scores, truth, tag);
      sum += averagePrecision;
      assertEquals(averagePrecision, found.averagePrecision(), TOLERANCE);
      float cut = vocabulary.threshold(tag);
      int column = tag;
      assertEquals(
          IntStream.range(0, images)
              .filter(p -> scores.score(p, column) >= cut && truth.shows(p, column))
              .count(),
          found.truePositives());
      assertEquals(
          IntStream.range(0, images)
              .filter(p -> scores.score(p, column) >= cut && !truth.shows(p, column))
              .count(),
          found.falsePositives());
      assertEquals(
          IntStream.range(0, images)
              .filter(p -> scores.score(p, column) < cut && truth.shows(p, column))
              .count(),
          found.falseNegatives());
    }
    assertEquals(sum / tags, evaluation.meanAveragePrecision(), TOLERANCE);
    assertEquals(sum / tags, AveragePrecision.mean(scores, truth), TOLERANCE);
  }

  private static double averagePrecision(ScoreMatrix scores, TruthMatrix truth, int tag) {
    List<Integer> order =
        IntStream.range(0, scores.images())
            .boxed()
            .sorted(Comparator.comparingDouble(image -> -scores.score(image, tag)))
            .toList();
    double sum = 0;
    int positives = 0;
    for (int place = 0; place < order.size(); place++) {
      if (truth.shows(order.get(place), tag)) {
        sum += ++positives / (double) (place + 1);
      }
    }
    return sum / (positives + 1e-8);
  }
}
