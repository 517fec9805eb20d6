package io.github.ram4j.bundle;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The preparation of images for a model: a resize rule, the filter to resize with as in Pillow, and
 * the normalization of the resized pixels. Immutable: {@link #squash}, {@link #shortSide} and
 * {@link #longSidePad} make it.
 *
 * <p>A side that follows the other is rounded to the nearest pixel, halves up, and is 1 or more.
 */
public final class ImagePreparation {
  /** The largest side of a square whose three channels fit an array. */
  private static final int LARGEST_PX = 26_754;

  private final ImageResize resize;
  private final int sizePx;

  /** 0 where there is no limit. */
  private final int longestPx;

  private final ImageInterpolation interpolation;
  private final Normalization normalization;

  private ImagePreparation(
      ImageResize resize,
      int sizePx,
      int longestPx,
      ImageInterpolation interpolation,
      Normalization normalization) {
    if (sizePx < 1 || sizePx > LARGEST_PX) {
      throw new IllegalArgumentException(
          "image.size: expected 1 to %d, found %d".formatted(LARGEST_PX, sizePx));
    }
    if (longestPx != 0 && (longestPx < sizePx || !resize.keepsShapes())) {
      throw new IllegalArgumentException(
          "image.longest: expected the image.size of %d or more, and image.resize short-side, found %d with %s"
              .formatted(sizePx, longestPx, resize.id()));
    }
    this.resize = resize;
    this.sizePx = sizePx;
    this.longestPx = longestPx;
    this.interpolation = Objects.requireNonNull(interpolation, "interpolation");
    this.normalization = Objects.requireNonNull(normalization, "normalization");
  }

  private static ImagePreparation of(ImageResize resize, int sizePx, int longestPx) {
    return new ImagePreparation(
        resize, sizePx, longestPx, ImageInterpolation.BILINEAR, Normalization.IMAGENET);
  }

  static ImagePreparation of(ImageResize resize, int sizePx, OptionalInt longestPx) {
    return of(resize, sizePx, longestPx.orElse(0));
  }

  /**
   * A preparation that brings both sides to one size, bilinear, normalized by ImageNet's mean and
   * deviation.
   *
   * @param sizePx side of the square, 1 to 26,754
   * @return the preparation
   */
  public static ImagePreparation squash(int sizePx) {
    return of(ImageResize.SQUASH, sizePx, 0);
  }

  /**
   * A preparation that brings the shorter side to one size and keeps the aspect ratio, normalized
   * by ImageNet's mean and deviation. Images of several shapes give tensors of several shapes.
   *
   * @param sizePx the shorter side, 1 to 26,754
   * @return the preparation
   */
  public static ImagePreparation shortSide(int sizePx) {
    return of(ImageResize.SHORT_SIDE, sizePx, 0);
  }

  /**
   * A preparation that brings the shorter side to one size, unless the longer side would be above a
   * limit. The longer side then gets the limit, and the shorter side follows.
   *
   * @param sizePx the shorter side, 1 to 26,754
   * @param longestPx limit of the longer side, {@code sizePx} or more
   * @return the preparation
   */
  public static ImagePreparation shortSide(int sizePx, int longestPx) {
    if (longestPx < 1) {
      throw new IllegalArgumentException("image.longest: expected 1 or more, found " + longestPx);
    }
    return of(ImageResize.SHORT_SIDE, sizePx, longestPx);
  }

  /**
   * As {@link #shortSide(int, int)}, rounded by {@link ImageResize#SHORT_SIDE_CUT}.
   *
   * @param sizePx the shorter side, 1 to 26,754
   * @param longestPx limit of the longer side, {@code sizePx} or more
   * @return the preparation
   */
  public static ImagePreparation shortSideCut(int sizePx, int longestPx) {
    if (longestPx < 1) {
      throw new IllegalArgumentException("image.longest: expected 1 or more, found " + longestPx);
    }
    return of(ImageResize.SHORT_SIDE_CUT, sizePx, longestPx);
  }

  /**
   * A preparation that brings the longer side to one size, keeps the aspect ratio and pads with
   * zeros to the right or below, normalized by ImageNet's mean and deviation.
   *
   * @param sizePx side of the square, 1 to 26,754
   * @return the preparation
   */
  public static ImagePreparation longSidePad(int sizePx) {
    return of(ImageResize.LONG_SIDE_PAD, sizePx, 0);
  }

  /**
   * The same rule with another normalization.
   *
   * @param other mean and deviation
   * @return a new preparation
   */
  public ImagePreparation withNormalization(Normalization other) {
    return new ImagePreparation(resize, sizePx, longestPx, interpolation, other);
  }

  /**
   * The same rule with another filter; the other methods give bilinear.
   *
   * @param other the filter to resize with
   * @return a new preparation
   */
  public ImagePreparation withInterpolation(ImageInterpolation other) {
    return new ImagePreparation(resize, sizePx, longestPx, other, normalization);
  }

  /**
   * The resize rule.
   *
   * @return the rule
   */
  public ImageResize resize() {
    return resize;
  }

  /**
   * The size that a side, or both, is brought to.
   *
   * @return pixels, 1 to 26,754
   */
  public int sizePx() {
    return sizePx;
  }

  /**
   * The limit of the longer side.
   *
   * @return pixels, empty where there is none
   */
  public OptionalInt longestPx() {
    return longestPx == 0 ? OptionalInt.empty() : OptionalInt.of(longestPx);
  }

  /**
   * The filter to resize with.
   *
   * @return the filter
   */
  public ImageInterpolation interpolation() {
    return interpolation;
  }

  /**
   * The normalization.
   *
   * @return mean and deviation of each channel
   */
  public Normalization normalization() {
    return normalization;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePreparation that
        && resize == that.resize
        && sizePx == that.sizePx
        && longestPx == that.longestPx
        && interpolation == that.interpolation
        && normalization.equals(that.normalization);
  }

  @Override
  public int hashCode() {
    return Objects.hash(resize, sizePx, longestPx, interpolation, normalization);
  }

  /** The parts, for people. */
  @Override
  public String toString() {
    return "%s %d px%s, %s, %s"
        .formatted(
            resize.id(),
            sizePx,
            longestPx == 0 ? "" : ", at most " + longestPx + " px",
            interpolation.id(),
            normalization);
  }
}
