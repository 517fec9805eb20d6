package io.github.ram4j.quantize;

import java.nio.file.Path;
import java.util.List;

/**
 * Options of the choice of int8 products. Immutable.
 *
 * @param images calibration images, best those similar to the images of use; if empty, scenes are
 *     drawn
 * @param tagsShared the least Jaccard index (IoU) of the tags predicted by int8 and by float32, on
 *     these images, 0 to 1; products go back to float32 until it is reached
 * @param correlation the least correlation of the logits, as in {@link Agreement}, at most 1
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
   * Returns options with drawn images, 0.99 of the tags shared, logits correlated by 0.99.
   *
   * @return the options
   */
  public static QuantizeOptions defaults() {
    return new QuantizeOptions(List.of(), 0.99, 0.99);
  }

  /**
   * Returns options with other images.
   *
   * @param files at least 2 files, or none for drawn scenes
   * @return new options
   */
  public QuantizeOptions withImages(List<Path> files) {
    return new QuantizeOptions(files, tagsShared, correlation);
  }

  /**
   * Returns options with another requested agreement.
   *
   * @param shared the least Jaccard index (IoU) of the predicted tags, 0 to 1
   * @param ofLogits the least correlation of the logits, at most 1
   * @return new options
   */
  public QuantizeOptions withAgreement(double shared, double ofLogits) {
    return new QuantizeOptions(images, shared, ofLogits);
  }

  boolean isMetBy(Agreement agreement) {
    return agreement.tagsShared() >= tagsShared && agreement.correlation() >= correlation;
  }
}
