package io.github.ram4j.train;

/**
 * How images are changed at random before they are learned from.
 *
 * @param smallestCrop least share of an image's area that a crop keeps, above 0 to 1; 1 for no crop
 * @param flip whether half of the images are mirrored; those with a caption that says "left" or
 *     "right" never are
 * @param colour how far brightness, contrast and saturation go up or down, 0 to below 1; 0 for none
 */
public record Augmentation(double smallestCrop, boolean flip, double colour) {
  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(1, false, 0);

  /** Crops of half the area or more, mirrored images, colours changed by up to a third. */
  public static final Augmentation USUAL = new Augmentation(0.5, true, 0.33);

  /** Checks the numbers. */
  public Augmentation {
    if (!(smallestCrop > 0 && smallestCrop <= 1) || !(colour >= 0 && colour < 1)) {
      throw new IllegalArgumentException(
          "augmentation: expected a smallest crop above 0 to 1 and colours from 0 to below 1, found"
              + " %s and %s".formatted(smallestCrop, colour));
    }
  }
}
