package io.github.ram4j.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Precision-recall curve of one threshold for all tags. */
public final class PrecisionRecallCurve {
  private PrecisionRecallCurve() {}

  /**
   * The curve of all tags pooled, thinned to points at a visible distance. It takes as much memory
   * again as the scores.
   *
   * @param scores float32 [images, tags]
   * @param truth of the same size
   * @param step least distance of points in precision or recall, above 0; the last point may be
   *     nearer
   * @return from the highest threshold to the lowest
   * @throws IllegalArgumentException if the sizes differ, the step is not above 0, or there are
   *     more than two thousand million scores
   */
  public static List<OperatingPoint> of(ScoreMatrix scores, TruthMatrix truth, double step) {
    truth.requireSizeOf(scores);
    if (!(step > 0)) {
      throw new IllegalArgumentException("step: expected a number above 0, found " + step);
    }
    List<OperatingPoint> points = new ArrayList<>();
    OperatingPoint kept = null;
    for (Sweep sweep = Sweep.ofAll(scores, truth); sweep.hasNext(); ) {
      OperatingPoint point = sweep.next();
      if (kept == null || distance(kept, point) >= step || !sweep.hasNext()) {
        points.add(point);
        kept = point;
      }
    }
    return points;
  }

  private static double distance(OperatingPoint a, OperatingPoint b) {
    return Math.max(Math.abs(a.precision() - b.precision()), Math.abs(a.recall() - b.recall()));
  }
}
