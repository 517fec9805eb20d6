package io.github.ram4j.evaluate;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Scores and truth that tests make up. */
final class Samples {
  private Samples() {}

  static TagVocabulary vocabulary(float threshold, String... names) {
    float[] thresholds = new float[names.length];
    Arrays.fill(thresholds, threshold);
    return TagVocabulary.of(
        IntStream.range(0, names.length)
            .mapToObj(id -> new Tag(id, names[id], List.of(), true))
            .toList(),
        thresholds);
  }

  static ScoreMatrix scores(float[]... rows) {
    return ScoreMatrix.of(rows[0].length, List.of(rows));
  }

  static float[] row(double... scores) {
    float[] row = new float[scores.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) scores[i];
    }
    return row;
  }

  static int[] tags(int... tags) {
    return tags;
  }

  /** Scores of few different values, so that many are equal. */
  static ScoreMatrix randomScores(Random random, int images, int tags, int values) {
    List<float[]> rows = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      float[] row = new float[tags];
      for (int tag = 0; tag < tags; tag++) {
        row[tag] = random.nextInt(values) / (float) values;
      }
      rows.add(row);
    }
    return ScoreMatrix.of(tags, rows);
  }

  static TruthMatrix randomTruth(Random random, int images, int tags, double share) {
    List<int[]> positives = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      positives.add(IntStream.range(0, tags).filter(tag -> random.nextDouble() < share).toArray());
    }
    return TruthMatrix.of(tags, positives);
  }
}
