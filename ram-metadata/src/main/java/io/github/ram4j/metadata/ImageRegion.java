package io.github.ram4j.metadata;

import java.util.Objects;

/**
 * A tag with its place in an image.
 *
 * @param tag what is there
 * @param box where, in pixels of the upright image
 */
public record ImageRegion(AutomaticTag tag, ImageBox box) {

  /** Checks that there are both. */
  public ImageRegion {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(box, "box");
  }
}
