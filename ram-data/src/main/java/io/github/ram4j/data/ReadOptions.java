package io.github.ram4j.data;

/** Options of reading examples. Immutable and thread-safe. */
public final class ReadOptions {
  /** The default limit of a line, in bytes: 1 MiB. */
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
   * The defaults: lines of up to {@link #DEFAULT_MAX_LINE_BYTES}; images need not exist.
   *
   * @return the options
   */
  public static ReadOptions defaults() {
    return new ReadOptions(DEFAULT_MAX_LINE_BYTES, false);
  }

  /**
   * Options with another limit.
   *
   * @param bytes largest size of a line, at least 1
   * @return new options
   * @throws IllegalArgumentException if the limit is below 1
   */
  public ReadOptions withMaxLineBytes(int bytes) {
    return new ReadOptions(bytes, requireImages);
  }

  /**
   * Options with or without the check that images exist.
   *
   * @param require whether reading a line fails where its image is no file
   * @return new options
   */
  public ReadOptions withRequireImages(boolean require) {
    return new ReadOptions(maxLineBytes, require);
  }

  /**
   * The largest size of a line, in bytes.
   *
   * @return at least 1
   */
  public int maxLineBytes() {
    return maxLineBytes;
  }

  /**
   * Returns whether reading a line fails where its image is no file.
   *
   * @return false if images need not exist
   */
  public boolean requireImages() {
    return requireImages;
  }
}
