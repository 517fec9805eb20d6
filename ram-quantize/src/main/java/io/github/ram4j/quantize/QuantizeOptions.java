package io.github.ram4j.quantize;

import java.nio.file.Path;
import java.util.List;

/**
 * How to choose what 8-bit integers compute. Immutable.
 *
 * @param images files to measure on, the more like those to come the better; where there are none,
 *     images that are drawn
 * @param tagsShared tags that int8 and float32 both give divided by tags that either gives, on
 *     these images: products go back to float32 until it is reached; 0 to 1
 * @param correlation likewise of the logits, as {@link Agreement} has it; at most 1
 */
public record QuantizeOptions(List<Path> images, double tagsShared, double correlation) {

  /** Copies the list and checks the numbers. */
  public QuantizeOptions {
    images = List.copyOf(images);
    if (images.size() == 1) {
      throw new IllegalArgumentException(
          "calibration images: expected none or at least 2, found " + images);
    }
    if (!(tagsShared >= 0 && tagsShared <= 1) || !(correlation <= 1)) {
      throw new IllegalArgumentException(
          "agreement asked for: expected at most 1, found tags shared %s and correlation %s"
              .formatted(tagsShared, correlation));
    }
  }

  /**
   * Drawn images, 0.99 of the tags shared, logits correlated by 0.99.
   *
   * @return the options
   */
  public static QuantizeOptions defaults() {
    return new QuantizeOptions(List.of(), 0.99, 0.99);
  }

  /**
   * With images.
   *
   * @param files at least 2, or none for drawn ones
   * @return new options
   */
  public QuantizeOptions withImages(List<Path> files) {
    return new QuantizeOptions(files, tagsShared, correlation);
  }

  /**
   * With another agreement asked for.
   *
   * @param shared tags that both give divided by tags that either gives, 0 to 1
   * @param ofLogits their correlation, at most 1
   * @return new options
   */
  public QuantizeOptions withAgreement(double shared, double ofLogits) {
    return new QuantizeOptions(images, shared, ofLogits);
  }

  boolean isMetBy(Agreement agreement) {
    return agreement.tagsShared() >= tagsShared && agreement.correlation() >= correlation;
  }
}
