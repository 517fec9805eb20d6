package io.github.ram4j.onnx.decode;

/**
 * How pictures are decoded, and how large they may be. Immutable.
 *
 * @param exifRotation whether a picture is turned upright as its EXIF data say; the authors of the
 *     models do not do so, so compare scores with theirs with this off
 * @param maxPixels width times height above which a picture is refused before anything is
 *     allocated, 1 to 715,827,882, the most that fit in an array; it bounds the time of a decoding,
 *     too, as {@link PictureDecoder} says
 * @param maxBytes encoded bytes above which a picture is refused, 1 to 2,147,483,639
 * @param shortestSidePx 0: every picture is decoded in full; above: a JPEG may be decoded at 1/2,
 *     1/4 or 1/8 of its size where that is whole pixels and neither side gets shorter than this
 */
public record DecodeOptions(
    boolean exifRotation, long maxPixels, long maxBytes, int shortestSidePx) {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Upright pictures in full, at most 178,956,970 pixels and 256 MiB.
   *
   * <p>The pixel limit is the one above which Pillow, and with it the authors' code, refuses a
   * picture. One of that size takes 0.5 GB while it is native and 0.5 GB more as an array. No
   * camera's JPEG or PNG comes near 256 MiB.
   */
  public static final DecodeOptions DEFAULTS = new DecodeOptions(true, 178_956_970, 256L << 20);

  /** Checks the limits. */
  public DecodeOptions {
    if (maxPixels < 1 || maxPixels > MOST_BYTES / 3) {
      throw new IllegalArgumentException(
          "pixel limit: expected 1 to %d, found %d".formatted(MOST_BYTES / 3, maxPixels));
    }
    if (maxBytes < 1 || maxBytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "byte limit: expected 1 to %d, found %d".formatted(MOST_BYTES, maxBytes));
    }
    if (shortestSidePx < 0) {
      throw new IllegalArgumentException(
          "shortest side: expected 0 (decode in full) or more, found " + shortestSidePx);
    }
  }

  /** Options that decode every picture in full. */
  public DecodeOptions(boolean exifRotation, long maxPixels, long maxBytes) {
    this(exifRotation, maxPixels, maxBytes, 0);
  }

  /**
   * The same limits with EXIF rotation on or off.
   *
   * @param rotate whether pictures are turned upright
   * @return new options
   */
  public DecodeOptions withExifRotation(boolean rotate) {
    return new DecodeOptions(rotate, maxPixels, maxBytes, shortestSidePx);
  }

  /**
   * The same limits and rotation with or without decoding at a part of the size.
   *
   * @param pixels that both sides must keep, or 0 to decode in full
   * @return new options
   */
  public DecodeOptions withShortestSidePx(int pixels) {
    return new DecodeOptions(exifRotation, maxPixels, maxBytes, pixels);
  }
}
