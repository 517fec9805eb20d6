package io.github.ram4j.image.decode.format;

import io.github.ram4j.image.ImageOptions;
import java.util.Objects;

/**
 * Options of one decoding: the caller's options, and the size that is enough for the model.
 * Immutable.
 *
 * @param images orientation and limits
 * @param shortestSidePx 0: every image is decoded in full; above: a JPEG may be decoded at 1/2, 1/4
 *     or 1/8 of its size where that is whole pixels and neither side gets shorter than this
 */
public record DecodeOptions(ImageOptions images, int shortestSidePx) {

  /** Upright images in full, within the default limits. */
  public static final DecodeOptions DEFAULTS = new DecodeOptions(ImageOptions.defaults(), 0);

  /** Checks the shortest side. */
  public DecodeOptions {
    Objects.requireNonNull(images, "images");
    if (shortestSidePx < 0) {
      throw new IllegalArgumentException(
          "shortest side: expected 0 (decode in full) or more, found " + shortestSidePx);
    }
  }

  /**
   * Returns whether an image is turned upright as its EXIF data say.
   *
   * @return as the caller asked
   */
  public boolean exifRotation() {
    return images.exifRotation();
  }

  /**
   * The pixel limit.
   *
   * @return width times height above which an image is refused before anything is allocated
   */
  public long maxPixels() {
    return images.maxPixels();
  }

  /**
   * The byte limit.
   *
   * @return encoded bytes above which an image is refused
   */
  public long maxBytes() {
    return images.maxBytes();
  }

  /**
   * The same limits with EXIF rotation on or off.
   *
   * @param rotate whether images are turned upright
   * @return new options
   */
  public DecodeOptions withExifRotation(boolean rotate) {
    return new DecodeOptions(images.withExifRotation(rotate), shortestSidePx);
  }

  /**
   * The same limits and rotation with or without decoding at a part of the size.
   *
   * @param pixels the length that both sides must keep, or 0 to decode in full
   * @return new options
   */
  public DecodeOptions withShortestSidePx(int pixels) {
    return new DecodeOptions(images, pixels);
  }

  /**
   * The same rotation with other limits.
   *
   * @param pixels at most, width times height
   * @param bytes at most of an encoded image
   * @return new options
   */
  public DecodeOptions withLimits(long pixels, long bytes) {
    return new DecodeOptions(images.withLimits(pixels, bytes), shortestSidePx);
  }
}
