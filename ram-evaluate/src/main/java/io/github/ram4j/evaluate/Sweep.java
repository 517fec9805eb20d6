package io.github.ram4j.evaluate;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Threshold sweep over the scores of one tag, or of all tags together. It gives an operating point
 * for each score that occurs, the highest first. Not thread-safe.
 */
final class Sweep implements Iterator<OperatingPoint> {
  /** Scores of pairs of image and tag where the image shows the tag, rising. */
  private final float[] shown;

  /** All other scores but those of neutral tags, rising. */
  private final float[] others;

  private int shownLeft;
  private int othersLeft;

  private Sweep(float[] shown, float[] others) {
    Arrays.sort(shown);
    Arrays.sort(others);
    this.shown = shown;
    this.others = others;
    this.shownLeft = shown.length;
    this.othersLeft = others.length;
  }

  /** Sweep over the scores of one tag. */
  static Sweep ofTag(ScoreMatrix scores, TruthMatrix truth, int tag) {
    return of(scores, truth, tag, tag + 1);
  }

  /**
   * Sweep over all scores, which are copied.
   *
   * @throws IllegalArgumentException if there are more than an array holds, two thousand million
   */
  static Sweep ofAll(ScoreMatrix scores, TruthMatrix truth) {
    return of(scores, truth, 0, scores.tags());
  }

  private static Sweep of(ScoreMatrix scores, TruthMatrix truth, int from, int to) {
    long count = (long) scores.images() * (to - from);
    long positives = 0;
    long neutrals = 0;
    for (int tag = from; tag < to; tag++) {
      positives += truth.positives(tag);
      neutrals += truth.neutrals(tag);
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "scores: expected at most %d taken together, found %d"
              .formatted(Integer.MAX_VALUE - 8, count));
    }
    float[] shown = new float[(int) positives];
    float[] others = new float[(int) (count - positives - neutrals)];
    int s = 0;
    int o = 0;
    for (int image = 0; image < scores.images(); image++) {
      for (int tag = from; tag < to; tag++) {
        float score = scores.score(image, tag) + 0.0f; // one kind of zero
        if (truth.shows(image, tag)) {
          shown[s++] = score;
        } else if (!truth.isNeutral(image, tag)) {
          others[o++] = score;
        }
      }
    }
    return new Sweep(shown, others);
  }

  @Override
  public boolean hasNext() {
    return shownLeft > 0 || othersLeft > 0;
  }

  /** The next score, or minus infinity where there is none. */
  float nextScore() {
    float best = shownLeft > 0 ? shown[shownLeft - 1] : Float.NEGATIVE_INFINITY;
    return othersLeft > 0 ? Math.max(best, others[othersLeft - 1]) : best;
  }

  @Override
  public OperatingPoint next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    float score = nextScore();
    while (shownLeft > 0 && shown[shownLeft - 1] == score) {
      shownLeft--;
    }
    while (othersLeft > 0 && others[othersLeft - 1] == score) {
      othersLeft--;
    }
    return new OperatingPoint(
        score, shown.length - shownLeft, others.length - othersLeft, shownLeft);
  }
}
