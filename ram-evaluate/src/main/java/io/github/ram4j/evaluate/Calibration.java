package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * Thresholds of tags, chosen on labelled images.
 *
 * <p>For a target precision, a tag's threshold is the lowest that reaches it. It lies midway
 * between two scores that occur, so that "above" and "at or above" mean the same images. For the
 * best F1 it is the highest of the best.
 *
 * <p>A tag that fewer images show than the goal asks for gets the threshold of all tags pooled
 * ({@link Origin#POOLED}). A tag with enough images that has the precision at no threshold gets 1,
 * at which it is never predicted ({@link Origin#NEVER}), as ten tags of the published list do.
 *
 * <p>Figures on the calibration images are too good; measure on others. Immutable and thread-safe.
 */
public final class Calibration {
  private static final float NEVER_HOLDS = 1;

  /** The origin of a threshold. */
  public enum Origin {
    /** The tag's own scores. */
    OWN,
    /** The scores of all tags, since too few images show this one. */
    POOLED,
    /** No threshold reaches the goal: 1, at which the tag is not predicted. */
    NEVER
  }

  private final TagVocabulary vocabulary;
  private final List<Origin> origins;

  private Calibration(TagVocabulary vocabulary, List<Origin> origins) {
    this.vocabulary = vocabulary;
    this.origins = List.copyOf(origins);
  }

  /**
   * Chooses thresholds.
   *
   * @param scores float32 [images, tags], probabilities
   * @param truth of the same size
   * @param vocabulary the tags, in the order of the columns
   * @param goal the goal
   * @return the thresholds
   * @throws IllegalArgumentException if the sizes differ, or the tags where they are known, or a
   *     score is no probability
   */
  public static Calibration of(
      ScoreMatrix scores, TruthMatrix truth, TagVocabulary vocabulary, CalibrationGoal goal) {
    truth.requireSizeOf(scores);
    scores.requireTagsOf(vocabulary);
    requireProbabilities(scores);
    Float pooled = null;
    float[] thresholds = new float[scores.tags()];
    List<Origin> origins = new ArrayList<>();
    for (int tag = 0; tag < scores.tags(); tag++) {
      boolean own = truth.positives(tag) >= goal.minPositives();
      if (!own && pooled == null) {
        pooled = threshold(Sweep.ofAll(scores, truth), goal);
      }
      float threshold = own ? threshold(Sweep.ofTag(scores, truth, tag), goal) : pooled;
      thresholds[tag] = threshold;
      origins.add(threshold >= NEVER_HOLDS ? Origin.NEVER : own ? Origin.OWN : Origin.POOLED);
    }
    return new Calibration(vocabulary.withThresholds(thresholds), origins);
  }

  private static void requireProbabilities(ScoreMatrix scores) {
    for (int image = 0; image < scores.images(); image++) {
      for (int tag = 0; tag < scores.tags(); tag++) {
        float score = scores.score(image, tag);
        if (!(score >= 0 && score <= 1)) {
          throw new IllegalArgumentException(
              "scores to calibrate on: expected probabilities, found %s for image %d, tag %d"
                  .formatted(score, image, tag));
        }
      }
    }
  }

  private static float threshold(Sweep sweep, CalibrationGoal goal) {
    float threshold = NEVER_HOLDS;
    double bestF1 = 0;
    while (sweep.hasNext()) {
      OperatingPoint point = sweep.next();
      if (goal.isBestF1() ? point.f1() > bestF1 : hasPrecision(point, goal.precision())) {
        bestF1 = point.f1();
        threshold = between(Math.max(0, sweep.nextScore()), point.threshold());
      }
    }
    return threshold;
  }

  private static boolean hasPrecision(OperatingPoint point, double wanted) {
    return point.truePositives() > 0 && point.precision() >= wanted;
  }

  /** The midpoint, or the higher score where no number lies between the two. */
  private static float between(float lower, float higher) {
    float middle = lower + (higher - lower) / 2;
    return middle > lower ? middle : higher;
  }

  /**
   * The tags with their new thresholds: {@link TagVocabulary#write} writes them for {@code ram
   * convert --tags-file} and {@code ram recognize --thresholds}.
   *
   * @return the same tags in the same order
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The origin of a tag's threshold.
   *
   * @param tag the index in the vocabulary
   * @return the origin
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public Origin origin(int tag) {
    return origins.get(tag);
  }

  /**
   * The number of thresholds of an origin.
   *
   * @param origin an origin
   * @return from 0 to the number of tags
   */
  public int count(Origin origin) {
    return (int) origins.stream().filter(origin::equals).count();
  }
}
