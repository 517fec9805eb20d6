package io.github.ram4j.search;

/**
 * A part of what is found.
 *
 * @param size the greatest number of images, 1 or more
 * @param from how many better ones to leave out, 0 or more
 */
public record Page(int size, long from) {
  /** Checks the numbers. */
  public Page {
    if (size < 1 || from < 0) {
      throw new IllegalArgumentException(
          "page: expected a size of 1 or more and a start of 0 or more, found %d and %d"
              .formatted(size, from));
    }
  }

  /**
   * The best images.
   *
   * @param size the greatest number of images, 1 or more
   * @return the first page
   */
  public static Page first(int size) {
    return new Page(size, 0);
  }
}
