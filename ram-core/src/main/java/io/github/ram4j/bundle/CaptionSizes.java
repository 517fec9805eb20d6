package io.github.ram4j.bundle;

/**
 * Sizes of the caption half of a model, as its graphs have them.
 *
 * @param layers of the caption decoder
 * @param heads of its attention
 * @param headWidth numbers in a key or value of one head
 * @param vocabulary words that a logit is given for
 * @param positions how many ids a sentence can have at most
 */
public record CaptionSizes(int layers, int heads, int headWidth, int vocabulary, int positions) {

  /** Tokens that the tag encoder takes; the authors' {@code max_length} of tags. */
  public static final int TAG_TOKENS = 40;

  /** Checks the numbers. */
  public CaptionSizes {
    for (int size : new int[] {layers, heads, headWidth, vocabulary, positions}) {
      if (size < 1) {
        throw new IllegalArgumentException("sizes of captions: expected 1 or more, found " + size);
      }
    }
  }
}
