package io.github.ram4j;

/**
 * A range of characters of a text, in UTF-16 units as {@link String#substring(int, int)} counts
 * them.
 *
 * @param start the index of the first character, 0 or more
 * @param end the index after the last character, greater than {@code start}
 */
public record TextRange(int start, int end) {

  /** Checks the order. */
  public TextRange {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "range of text: expected 0 <= start < end, found %d and %d".formatted(start, end));
    }
  }

  /**
   * The characters of the range.
   *
   * @param text the text that the range was found in
   * @return its characters from start to end
   * @throws IndexOutOfBoundsException if the text is shorter
   */
  public String of(String text) {
    return text.substring(start, end);
  }
}
