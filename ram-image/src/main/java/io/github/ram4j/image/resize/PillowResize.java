package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.Objects;

/**
 * Pillow's antialiased resize, bit for bit: the result of {@code image.resize((width, height),
 * Image.BILINEAR)} or {@code Image.BICUBIC} in Pillow 13, which models are trained and measured
 * with. OpenCV's {@code INTER_LINEAR}, {@code INTER_CUBIC} and {@code INTER_AREA} are other
 * filters.
 *
 * <p>Stateless and thread-safe.
 *
 * @implNote Two passes over interleaved bytes, each of which rounds to 8 bits: an output sample is
 *     (2^21 + sum of value * weight) >> 22 with the integer weights of {@link ResizeWeights}. The
 *     sum fits 32 bits with its sign, as a value is at most 255, the weights of a sample add up to
 *     2^22, and those of the bicubic kernel that are negative to less than a quarter of it. The
 *     vertical axis goes first where the height shrinks, by more than twice the pixels that the
 *     width loses; the horizontal one otherwise. Source: Pillow, src/libImaging/Resample.c.
 */
public final class PillowResize {
  /** The length of the largest array that every JVM allocates. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /** The least input of a thread, in bytes: fewer are resized sooner than another thread begins. */
  private static final int LEAST_BYTES_OF_A_THREAD = 1 << 18;

  private PillowResize() {}

  /**
   * The size of an image.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public record Size(int width, int height) {}

  /**
   * Brings the sides of an image to two lengths. The result is the same for any number of threads.
   *
   * @param image 8-bit RGB of any size; neither changed nor, unless it has that size already, kept
   * @param size width and height of the result, each 1 or more
   * @param interpolation the filter
   * @param threads to share the rows among at most, 1 or more
   * @return uint8 [height, width, 3]; {@code image} itself where it has that size already
   * @throws IllegalArgumentException if {@code threads} or a side is out of range
   */
  public static RgbImage resize(
      RgbImage image, Size size, ImageInterpolation interpolation, int threads) {
    int width = size.width();
    int height = size.height();
    ResizeFilter filter = ResizeFilter.of(interpolation);
    Objects.requireNonNull(image, "image");
    if (width < 1 || height < 1 || 3L * width * height > MAX_BYTES) {
      throw new IllegalArgumentException(
          "image size: expected sides of 1 pixel or more and at most %d pixels in all, found %d x %d"
              .formatted(MAX_BYTES / 3, width, height));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, found " + threads);
    }
    int strips = Math.min(threads, 1 + image.rgb().length / LEAST_BYTES_OF_A_THREAD);
    int shorter = image.height() - height;
    int narrower = image.width() - width;
    boolean verticalFirst = shorter > 0 && shorter > 2L * narrower;
    return verticalFirst
        ? resizeWidth(resizeHeight(image, filter, height, strips), filter, width, strips)
        : resizeHeight(resizeWidth(image, filter, width, strips), filter, height, strips);
  }

  private static RgbImage resizeWidth(RgbImage image, ResizeFilter filter, int width, int strips) {
    return image.width() == width ? image : HorizontalPass.resize(image, filter, width, strips);
  }

  private static RgbImage resizeHeight(
      RgbImage image, ResizeFilter filter, int height, int strips) {
    return image.height() == height ? image : VerticalPass.resize(image, filter, height, strips);
  }
}
