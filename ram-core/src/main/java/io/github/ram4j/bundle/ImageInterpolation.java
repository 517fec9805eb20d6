package io.github.ram4j.bundle;

/** An antialiased filter that images are resized with, as Pillow computes it. */
public enum ImageInterpolation {
  /** A triangle two samples wide. RAM, RAM++ and Tag2Text. */
  BILINEAR("bilinear"),
  /** Keys's cubic four samples wide, a = −0.5. */
  BICUBIC("bicubic");

  private final String id;

  ImageInterpolation(String id) {
    this.id = id;
  }

  /**
   * The name in manifests.
   *
   * @return {@code bilinear} or {@code bicubic}
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
        "image.interpolation: expected bilinear or bicubic, found \"%s\"".formatted(id));
  }
}
