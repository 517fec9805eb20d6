package io.github.ram4j.data;

/** Options of reading examples. Immutable and thread-safe. */
public final class ReadOptions {
  /** As many bytes as a line may have if nothing else is said: 1 MiB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  private final int maxLineBytes;
  private final boolean requireImages;

  private ReadOptions(int maxLineBytes, boolean requireImages) {
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          "longest line in bytes: expected 1 or more, found " + maxLineBytes);
    }
    this.maxLineBytes = maxLineBytes;
    this.requireImages = requireImages;
  }

  /**
   * Lines of up to {@link #DEFAULT_MAX_LINE_BYTES}, images not looked for.
   *
   * @return the options
   */
  public static ReadOptions defaults() {
    return new ReadOptions(DEFAULT_MAX_LINE_BYTES, false);
  }

  /**
   * Options with another limit.
   *
   * @param bytes the most that a line may have, at least 1
   * @return new options
   * @throws IllegalArgumentException if the limit is below 1
   */
  public ReadOptions withMaxLineBytes(int bytes) {
    return new ReadOptions(bytes, requireImages);
  }

  /**
   * Options that look for images, or do not.
   *
   * @param require whether reading a line fails where its image is no file
   * @return new options
   */
  public ReadOptions withRequireImages(boolean require) {
    return new ReadOptions(maxLineBytes, require);
  }

  /**
   * The most bytes that a line may have.
   *
   * @return at least 1
   */
  public int maxLineBytes() {
    return maxLineBytes;
  }

  /**
   * Whether reading a line fails where its image is no file.
   *
   * @return false if images are not looked for
   */
  public boolean requireImages() {
    return requireImages;
  }
}
