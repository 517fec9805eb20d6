package io.github.ram4j.locate;

import java.util.Objects;
import java.util.Optional;

/**
 * A thing of a scene: its tag, its box and its mask. Immutable.
 *
 * @param region tag, score and box
 * @param mask its pixels; empty where no segmenter was asked, or the box is outside of the image
 */
public record SceneRegion(Region region, Optional<SceneMask> mask) {

  /** Checks that there are both. */
  public SceneRegion {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(mask, "mask");
  }
}
