package io.github.ram4j.image.resize;

import io.github.ram4j.image.pixels.RgbImage;
import java.util.Objects;

/**
 * Pillow's antialiased bilinear resize, bit for bit: the result of {@code image.resize((width,
 * height), Image.BILINEAR)} in Pillow 13, which the models were trained and measured with. OpenCV's
 * {@code INTER_LINEAR} and {@code INTER_AREA} are other filters.
 *
 * <p>Stateless and thread-safe.
 *
 * @implNote Two passes over interleaved bytes, each of which rounds to 8 bits: an output sample is
 *     (2^21 + sum of value * weight) >> 22 with the integer weights of {@link ResizeWeights}. The
 *     sum stays below 2^31, as a value is at most 255 and the weights of a sample add up to 2^22.
 *     The axis that shrinks more goes first, the horizontal one where both are alike, which also
 *     keeps the intermediate image smaller than the larger of input and output. Source: Pillow,
 *     src/libImaging/Resample.c.
 */
public final class BilinearResize {
  /** The largest size whose 3 * size * size bytes fit in an array. */
  private static final int MAX_SIZE_PX = 26_754;

  /** The length of the largest array that every JVM allocates. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /** The least input of a thread, in bytes: fewer are resized sooner than another thread begins. */
  private static final int LEAST_BYTES_OF_A_THREAD = 1 << 18;

  private BilinearResize() {}

  /**
   * Brings both sides of an image to one length in the calling thread.
   *
   * @param image 8-bit RGB of any size; neither changed nor, unless it has that size already, kept
   * @param sizePx width and height of the result, 1 to 26,754
   * @return uint8 [sizePx, sizePx, 3]; {@code image} itself where it has that size already
   * @throws IllegalArgumentException if {@code sizePx} is out of range
   */
  public static RgbImage resize(RgbImage image, int sizePx) {
    return resize(image, sizePx, 1);
  }

  /**
   * Brings both sides of an image to one length, whatever its aspect ratio. The result is the same
   * for any number of threads.
   *
   * @param image 8-bit RGB of any size; neither changed nor, unless it has that size already, kept
   * @param sizePx width and height of the result, 1 to 26,754
   * @param threads to share the rows among at most, 1 or more: the calling one, which returns when
   *     all are done, and those of the common pool; small images stay in the calling thread
   * @return uint8 [sizePx, sizePx, 3]; {@code image} itself where it has that size already
   * @throws IllegalArgumentException if {@code sizePx} or {@code threads} is out of range
   */
  public static RgbImage resize(RgbImage image, int sizePx, int threads) {
    if (sizePx < 1 || sizePx > MAX_SIZE_PX) {
      throw new IllegalArgumentException(
          "image size: expected 1 to %d pixels, found %d".formatted(MAX_SIZE_PX, sizePx));
    }
    return resize(image, sizePx, sizePx, threads);
  }

  /**
   * Brings the sides of an image to two lengths. The result is the same for any number of threads.
   *
   * @param image 8-bit RGB of any size; neither changed nor, unless it has that size already, kept
   * @param width of the result, 1 or more
   * @param height of the result, 1 or more
   * @param threads to share the rows among at most, 1 or more
   * @return uint8 [height, width, 3]; {@code image} itself where it has that size already
   * @throws IllegalArgumentException if {@code threads} or a side is out of range
   */
  public static RgbImage resize(RgbImage image, int width, int height, int threads) {
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
    boolean verticalFirst = (long) height * image.width() < (long) width * image.height();
    return verticalFirst
        ? resizeWidth(resizeHeight(image, height, strips), width, strips)
        : resizeHeight(resizeWidth(image, width, strips), height, strips);
  }

  private static RgbImage resizeWidth(RgbImage image, int width, int strips) {
    return image.width() == width ? image : HorizontalPass.resize(image, width, strips);
  }

  private static RgbImage resizeHeight(RgbImage image, int height, int strips) {
    return image.height() == height ? image : VerticalPass.resize(image, height, strips);
  }
}
