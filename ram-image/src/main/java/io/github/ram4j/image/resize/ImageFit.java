package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.ImageResize;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * The place of an image in a model's input, by the rule of an {@link ImagePreparation}. The image
 * is at the upper left, and padding is to the right and below. Immutable.
 *
 * <p>A side that follows the other is rounded to the nearest pixel, halves up, and is 1 or more.
 *
 * @param width of the resized image, in pixels
 * @param height of the resized image, in pixels
 * @param inputWidth of the input, {@code width} or more
 * @param inputHeight of the input, {@code height} or more
 */
public record ImageFit(int width, int height, int inputWidth, int inputHeight) {

  /**
   * The place of an image.
   *
   * @param preparation the model's
   * @param width of the image, in pixels
   * @param height of the image, in pixels
   * @return its place
   */
  public static ImageFit of(ImagePreparation preparation, int width, int height) {
    int size = preparation.sizePx();
    if (preparation.resize() == ImageResize.SQUASH) {
      return new ImageFit(size, size, size, size);
    }
    int shorter = Math.min(width, height);
    int longer = Math.max(width, height);
    if (preparation.resize() == ImageResize.LONG_SIDE_PAD) {
      return oriented(width >= height, size, following(shorter, size, longer)).padded(size);
    }
    int limit = preparation.longestPx().orElse(Integer.MAX_VALUE);
    if (preparation.resize() == ImageResize.SHORT_SIDE_CUT) {
      return cut(size, limit, width, height);
    }
    int follows = following(longer, size, shorter);
    return follows <= limit
        ? oriented(width >= height, follows, size)
        : oriented(width >= height, limit, following(shorter, limit, longer));
  }

  /** {@link ImageResize#SHORT_SIDE_CUT}, in the order and precision of the authors' arithmetic. */
  private static ImageFit cut(int size, int limit, int width, int height) {
    double shorter = Math.min(width, height);
    double longer = Math.max(width, height);
    int to = longer / shorter * size > limit ? (int) Math.rint(limit * shorter / longer) : size;
    if (to == 0) {
      return oriented(width >= height, limit, 1); // the authors' code fails
    }
    int follows = shorter == to ? (int) longer : (int) (to * longer / shorter);
    return oriented(width >= height, follows, to);
  }

  private static ImageFit oriented(boolean wide, int longer, int shorter) {
    return wide
        ? new ImageFit(longer, shorter, longer, shorter)
        : new ImageFit(shorter, longer, shorter, longer);
  }

  private ImageFit padded(int size) {
    return new ImageFit(width, height, size, size);
  }

  /**
   * The same place in an input whose sides are multiples of a number.
   *
   * @param multiple 1 or more
   * @return the place, in an input of the same size or a little larger
   */
  public ImageFit paddedToMultiple(int multiple) {
    return new ImageFit(
        width,
        height,
        (inputWidth + multiple - 1) / multiple * multiple,
        (inputHeight + multiple - 1) / multiple * multiple);
  }

  /** The length of a side when another one is brought from one length to another. */
  private static int following(int side, int to, int from) {
    long twice = 2L * side * to + from;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, twice / (2L * from)));
  }

  /**
   * Resizes the image.
   *
   * @param image of the size that the place was found for
   * @param interpolation the filter
   * @param threads to share the rows among at most, 1 or more
   * @return uint8 [height, width, 3]
   * @throws IllegalArgumentException if a side is above what an array holds
   */
  public RgbImage resize(RgbImage image, ImageInterpolation interpolation, int threads) {
    return PillowResize.resize(image, new PillowResize.Size(width, height), interpolation, threads);
  }
}
