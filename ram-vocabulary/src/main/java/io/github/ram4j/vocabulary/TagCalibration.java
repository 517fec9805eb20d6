package io.github.ram4j.vocabulary;

import io.github.ram4j.evaluate.Calibration.Origin;
import io.github.ram4j.evaluate.OperatingPoint;
import java.util.Optional;

/**
 * The calibrated threshold of a tag, and how far the images prove it.
 *
 * <p>All figures are of the calibration images: they are too good for others.
 *
 * @param name of the tag
 * @param origin of the threshold
 * @param point the threshold, and the predictions above it
 * @param spread the middle 95 % of the thresholds of samples of the images, drawn with replacement;
 *     empty for a threshold that is not of the tag's own scores, and where too few images show the
 *     tag. A wide one asks for more images
 */
public record TagCalibration(
    String name, Origin origin, OperatingPoint point, Optional<Interval> spread) {

  /**
   * The number of images that show the tag.
   *
   * @return 0 or more
   */
  public long positives() {
    return point.truePositives() + point.falseNegatives();
  }

  /**
   * The interval of the precision at the threshold: Wilson's, of 95 % confidence.
   *
   * @return within [0, 1]; all of it where nothing is predicted
   */
  public Interval precision() {
    return Interval.ofShare(point.truePositives(), point.truePositives() + point.falsePositives());
  }

  /**
   * The interval of the recall at the threshold: Wilson's, of 95 % confidence.
   *
   * @return within [0, 1]; all of it where no image shows the tag
   */
  public Interval recall() {
    return Interval.ofShare(point.truePositives(), positives());
  }
}
