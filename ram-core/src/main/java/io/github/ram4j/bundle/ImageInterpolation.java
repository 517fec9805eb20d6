package io.github.ram4j.bundle;

/** An antialiased filter that images are resized with. */
public enum ImageInterpolation {
  /** A triangle two samples wide, as Pillow computes it: to whole numbers. RAM, RAM++, Tag2Text. */
  BILINEAR("bilinear"),
  /** Keys's cubic four samples wide, a = −0.5, as Pillow computes it: to whole numbers. */
  BICUBIC("bicubic"),
  /** The triangle, without rounding, as torchvision resizes tensors of floats. SAM 2. */
  BILINEAR_EXACT("bilinear-exact");

  private final String id;

  ImageInterpolation(String id) {
    this.id = id;
  }

  /**
   * The name in manifests.
   *
   * @return {@code bilinear}, {@code bicubic} or {@code bilinear-exact}
   */
  public String id() {
    return id;
  }

  /**
   * The filter of a name.
   *
   * @param id as {@link #id()} gives it
   * @return the filter
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ImageInterpolation ofId(String id) {
    for (ImageInterpolation interpolation : values()) {
      if (interpolation.id.equals(id)) {
        return interpolation;
      }
    }
    throw new IllegalArgumentException(
        "image.interpolation: expected bilinear, bicubic or bilinear-exact, found \"%s\""
            .formatted(id));
  }
}
