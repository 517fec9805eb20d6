package io.github.ram4j.train.data;

/**
 * Augmentation of training images: random crops, mirroring and colours. Immutable and thread-safe.
 */
public final class Augmentation {
  private final double smallestCrop;
  private final boolean flip;
  private final double colourJitter;

  private Augmentation(double smallestCrop, boolean flip, double colourJitter) {
    if (!(smallestCrop > 0 && smallestCrop <= 1)) {
      throw new IllegalArgumentException(
          "augmentation: expected a smallest crop above 0 to 1, found " + smallestCrop);
    }
    if (!(colourJitter >= 0 && colourJitter < 1)) {
      throw new IllegalArgumentException(
          "augmentation: expected a colour jitter from 0 to below 1, found " + colourJitter);
    }
    this.smallestCrop = smallestCrop;
    this.flip = flip;
    this.colourJitter = colourJitter;
  }

  /**
   * Images as they are.
   *
   * @return the augmentation
   */
  public static Augmentation none() {
    return new Augmentation(1, false, 0);
  }

  /**
   * Crops of half the area or more, half of the images mirrored, colours changed by up to a third.
   *
   * @return the augmentation
   */
  public static Augmentation defaults() {
    return new Augmentation(0.5, true, 0.33);
  }

  /**
   * An augmentation with other crops.
   *
   * @param share the least of an image's area that a crop keeps, above 0 to 1; 1 for no crop
   * @return a new augmentation
   */
  public Augmentation withSmallestCrop(double share) {
    return new Augmentation(share, flip, colourJitter);
  }

  /**
   * An augmentation with or without mirroring.
   *
   * @param mirror whether half of the images are mirrored; those with a caption that says "left" or
   *     "right" never are
   * @return a new augmentation
   */
  public Augmentation withFlip(boolean mirror) {
    return new Augmentation(smallestCrop, mirror, colourJitter);
  }

  /**
   * An augmentation with another colour jitter.
   *
   * @param share by which brightness, contrast and saturation go up or down at most, 0 to below 1;
   *     0 for none
   * @return a new augmentation
   */
  public Augmentation withColourJitter(double share) {
    return new Augmentation(smallestCrop, flip, share);
  }

  /**
   * The least share of an image's area that a crop keeps.
   *
   * @return above 0 to 1
   */
  public double smallestCrop() {
    return smallestCrop;
  }

  /**
   * Returns whether half of the images are mirrored.
   *
   * @return false for none
   */
  public boolean flip() {
    return flip;
  }

  /**
   * The share by which brightness, contrast and saturation go up or down at most.
   *
   * @return 0 to below 1
   */
  public double colourJitter() {
    return colourJitter;
  }
}
