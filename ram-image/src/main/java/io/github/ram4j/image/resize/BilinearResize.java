package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * {@link PillowResize} with the bilinear filter, bit for bit: the result of {@code
 * image.resize((width, height), Image.BILINEAR)} in Pillow 13, which the models were trained and
 * measured with. OpenCV's {@code INTER_LINEAR} and {@code INTER_AREA} are other filters.
 *
 * <p>Stateless and thread-safe.
 */
public final class BilinearResize {
  /** The largest size whose 3 * size * size bytes fit in an array. */
  private static final int MAX_SIZE_PX = 26_754;

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
    return PillowResize.resize(
        image, new PillowResize.Size(width, height), ImageInterpolation.BILINEAR, threads);
  }
}
