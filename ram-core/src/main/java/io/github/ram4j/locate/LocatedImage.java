package io.github.ram4j.locate;

import io.github.ram4j.Tag;
import java.util.List;

/**
 * What was found in an image, and where. Immutable.
 *
 * @param width of the upright image, in pixels
 * @param height of the upright image, in pixels
 * @param regions the best first; none if nothing was found
 * @param skipped tags that were not looked for, since they have no words that the model knows, or
 *     more than it takes
 */
public record LocatedImage(int width, int height, List<Region> regions, List<Tag> skipped) {

  /** Copies the lists. */
  public LocatedImage {
    regions = List.copyOf(regions);
    skipped = List.copyOf(skipped);
  }
}
