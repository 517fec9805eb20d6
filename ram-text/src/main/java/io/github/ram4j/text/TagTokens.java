package io.github.ram4j.text;

import io.github.ram4j.bundle.CaptionSizes;

/** The input of Tag2Text's tag encoder. Immutable. */
public final class TagTokens {
  /** Ids that the tag encoder takes, padding among them. */
  public static final int LENGTH = CaptionSizes.TAG_TOKENS;

  private final int[] ids;
  private final int[] mask;
  private final int wholeTags;

  /** Tokens of these arrays, which are not copied. */
  TagTokens(int[] ids, int[] mask, int wholeTags) {
    this.ids = ids;
    this.mask = mask;
    this.wholeTags = wholeTags;
  }

  /**
   * The ids of [ENC], the words of the tags, [SEP], and [PAD] up to {@link #LENGTH}; a new array.
   */
  public int[] ids() {
    return ids.clone();
  }

  /** The attention mask: 1 for each id that is no padding, 0 for the others; a new array. */
  public int[] mask() {
    return mask.clone();
  }

  /** The number of tags, from the first on, whose last word is among the ids. */
  public int wholeTags() {
    return wholeTags;
  }
}
