package io.github.ram4j.data;

/**
 * How examples are read.
 *
 * @param maxLineBytes the most bytes that a line may have, at least 1
 * @param requireImages whether reading a line fails where its image is no file
 */
public record ReadOptions(int maxLineBytes, boolean requireImages) {
  /** As many bytes as a line may have if nothing else is said: 1 MiB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public ReadOptions {
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          "longest line in bytes: expected 1 or more, found " + maxLineBytes);
    }
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
   * These options with another limit.
   *
   * @param bytes the most that a line may have, at least 1
   * @return the options
   */
  public ReadOptions withMaxLineBytes(int bytes) {
    return new ReadOptions(bytes, requireImages);
  }

  /**
   * These options, with images looked for or not.
   *
   * @param require whether reading a line fails where its image is no file
   * @return the options
   */
  public ReadOptions withRequireImages(boolean require) {
    return new ReadOptions(maxLineBytes, require);
  }
}
