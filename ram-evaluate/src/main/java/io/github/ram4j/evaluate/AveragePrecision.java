package io.github.ram4j.evaluate;

/**
 * Average precision as the authors of RAM compute it: images are ordered by a tag's score, and the
 * precision at each that shows the tag is averaged.
 *
 * <p>Of images with equal scores the earlier comes first. The authors leave that to chance, so
 * where scores are tied, figures of theirs may differ from these.
 *
 * @see "utils/metrics.py (recognize-anything, 7cb804a)"
 */
public final class AveragePrecision {
  private static final double NO_DIVISION_BY_ZERO = 1e-8;

  private AveragePrecision() {}

  /**
   * The average precision of each tag.
   *
   * @param scores float32 [images, tags]
   * @param truth of the same size
   * @return [tags], each in [0, 1]; 0 for a tag that no image shows
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double[] ofTags(ScoreMatrix scores, TruthMatrix truth) {
    truth.requireSizeOf(scores);
    Ranking ranking = new Ranking(scores);
    double[] precisions = new double[scores.tags()];
    for (int tag = 0; tag < precisions.length; tag++) {
      if (truth.positives(tag) > 0) {
        ranking.by(tag);
        precisions[tag] = ofRanking(ranking, truth, tag);
      }
    }
    return precisions;
  }

  /**
   * Mean average precision, the mean over all tags: those that no image shows count 0.
   *
   * @param scores float32 [images, tags]
   * @param truth of the same size
   * @return 0 to 1
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double mean(ScoreMatrix scores, TruthMatrix truth) {
    double sum = 0;
    for (double precision : ofTags(scores, truth)) {
      sum += precision;
    }
    return sum / scores.tags();
  }

  private static double ofRanking(Ranking ranking, TruthMatrix truth, int tag) {
    int positives = 0;
    int counted = 0;
    double precisions = 0;
    for (int place = 0; place < truth.images(); place++) {
      int image = ranking.image(place);
      counted += truth.isNeutral(image, tag) ? 0 : 1;
      if (truth.shows(image, tag)) {
        positives++;
        precisions += (double) positives / counted;
      }
    }
    return precisions / (positives + NO_DIVISION_BY_ZERO);
  }
}
