package io.github.ram4j.image;

/**
 * Options of reading images: orientation, limits, scaled decoding. Immutable and thread-safe:
 * {@link #defaults()} and the {@code with…} methods make them.
 */
public final class ImageOptions {
  private static final long DEFAULT_MAX_PIXELS = 178_956_970;
  private static final long DEFAULT_MAX_BYTES = 256L << 20;
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;
  private static final long LARGEST_PIXELS = LARGEST_ARRAY / 3;

  private final boolean exifRotation;
  private final long maxPixels;
  private final long maxBytes;
  private final boolean scaledDecoding;

  private ImageOptions(
      boolean exifRotation, long maxPixels, long maxBytes, boolean scaledDecoding) {
    this.exifRotation = exifRotation;
    this.maxPixels = within("pixel limit", maxPixels, LARGEST_PIXELS);
    this.maxBytes = within("byte limit", maxBytes, LARGEST_ARRAY);
    this.scaledDecoding = scaledDecoding;
  }

  /**
   * The default options: upright images, decoded in full, of at most 178,956,970 pixels and 256
   * MiB.
   *
   * <p>Pillow, and with it the authors' code, refuses an image above the same number of pixels. An
   * image takes 3 bytes a pixel while it is native and 3 more as an array.
   *
   * @return the options
   */
  public static ImageOptions defaults() {
    return new ImageOptions(true, DEFAULT_MAX_PIXELS, DEFAULT_MAX_BYTES, false);
  }

  /**
   * Options with or without rotation by EXIF data. The authors of the models do not rotate, so
   * scores are compared with theirs without it.
   *
   * @param upright whether encoded images are turned upright; true by default
   * @return new options
   */
  public ImageOptions withExifRotation(boolean upright) {
    return new ImageOptions(upright, maxPixels, maxBytes, scaledDecoding);
  }

  /**
   * Options with limits on images. The pixel limit bounds the time of a decoding, too, which an
   * interrupt does not end.
   *
   * @param pixels at most, width times height, checked before decoding; 1 to 715,827,879
   * @param bytes at most of an encoded image, checked before it is read; 1 to 2,147,483,639
   * @return new options
   */
  public ImageOptions withLimits(long pixels, long bytes) {
    return new ImageOptions(exifRotation, pixels, bytes, scaledDecoding);
  }

  /**
   * Options with or without scaled decoding: large JPEGs are decoded at 1/2, 1/4 or 1/8 of their
   * size, which is faster. Both sides keep at least three times the model's input size and are
   * whole pixels; the image is then resized as usual. Limits and errors are as without.
   *
   * <p>The model's input then differs a little from the reference's: docs/performance.md has the
   * figures.
   *
   * @param scaled whether to do so; false by default
   * @return new options
   */
  public ImageOptions withScaledDecoding(boolean scaled) {
    return new ImageOptions(exifRotation, maxPixels, maxBytes, scaled);
  }

  /**
   * Returns whether encoded images are turned upright.
   *
   * @return see {@link #withExifRotation}
   */
  public boolean exifRotation() {
    return exifRotation;
  }

  /**
   * The pixel limit.
   *
   * @return width times height, 1 to 715,827,879
   */
  public long maxPixels() {
    return maxPixels;
  }

  /**
   * The byte limit of encoded images.
   *
   * @return 1 to 2,147,483,639
   */
  public long maxBytes() {
    return maxBytes;
  }

  /**
   * Returns whether large JPEGs are decoded at a part of their size.
   *
   * @return see {@link #withScaledDecoding}
   */
  public boolean scaledDecoding() {
    return scaledDecoding;
  }

  private static long within(String limit, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d, found %d".formatted(limit, most, value));
    }
    return value;
  }
}
