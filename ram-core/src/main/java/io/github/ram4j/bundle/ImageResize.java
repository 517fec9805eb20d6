package io.github.ram4j.bundle;

/** A rule to resize an image of any size to the size that a model takes. */
public enum ImageResize {
  /** Both sides become the size; the aspect ratio is lost. RAM, RAM++ and Tag2Text. */
  SQUASH("squash"),
  /** The shorter side becomes the size, the longer one follows; the aspect ratio is kept. */
  SHORT_SIDE("short-side"),
  /**
   * As {@link #SHORT_SIDE}, rounded as Grounding DINO's authors do: the longer side is cut to whole
   * pixels; where it would be above the limit, the shorter side is brought to the nearest length,
   * of two the even one, and the longer follows it. A shorter side that has its length already is
   * left as it is.
   */
  SHORT_SIDE_CUT("short-side-cut"),
  /**
   * The longer side becomes the size, the shorter one follows, and zeros (after normalization) to
   * the right or below make a square of it; the aspect ratio is kept.
   */
  LONG_SIDE_PAD("long-side-pad");

  private final String id;

  ImageResize(String id) {
    this.id = id;
  }

  /**
   * The name in manifests.
   *
   * @return {@code squash}, {@code short-side}, {@code short-side-cut} or {@code long-side-pad}
   */
  public String id() {
    return id;
  }

  /**
   * Returns whether images of several shapes give inputs of several shapes.
   *
   * @return false if all inputs have one shape
   */
  public boolean keepsShapes() {
    return this == SHORT_SIDE || this == SHORT_SIDE_CUT;
  }

  /**
   * The rule of a name.
   *
   * @param id as {@link #id()} gives it
   * @return the rule
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ImageResize ofId(String id) {
    for (ImageResize resize : values()) {
      if (resize.id.equals(id)) {
        return resize;
      }
    }
    throw new IllegalArgumentException(
        "image.resize: expected squash, short-side, short-side-cut or long-side-pad, found \"%s\""
            .formatted(id));
  }
}
