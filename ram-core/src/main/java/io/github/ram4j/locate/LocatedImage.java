package io.github.ram4j.locate;

import io.github.ram4j.Tag;
import java.util.List;

/**
 * What was found in an image, and where. Immutable.
 *
 * @param width of the upright image, in pixels
 * @param height of the upright image, in pixels
 * @param orientation by which the stored image was turned upright: 1 to 8, as in EXIF; 1 if it was
 *     not turned
 * @param regions the best first; none if nothing was found
 * @param skipped tags that were not looked for, since they have no words that the model knows, or
 *     more than it takes
 */
public record LocatedImage(
    int width, int height, int orientation, List<Region> regions, List<Tag> skipped) {

  /**
   * Checks the orientation and copies the lists.
   *
   * @throws IllegalArgumentException if the orientation is none
   */
  public LocatedImage {
    EmbeddedImage.requireOrientation("located image", orientation);
    regions = List.copyOf(regions);
    skipped = List.copyOf(skipped);
  }
}
