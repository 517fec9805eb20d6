package io.github.ram4j.metadata;

import java.util.List;

/**
 * Regions of an image.
 *
 * @param width of the upright image in pixels, at least 1
 * @param height of the upright image in pixels, at least 1
 * @param regions may be empty; boxes lie within the image
 */
public record ImageRegions(int width, int height, List<ImageRegion> regions) {

  /** Checks the boxes and copies the list. */
  public ImageRegions {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "image: expected at least 1 x 1 pixels, found %d x %d".formatted(width, height));
    }
    regions = List.copyOf(regions);
    for (ImageRegion region : regions) {
      if (region.box().x1() > width || region.box().y1() > height) {
        throw new IllegalArgumentException(
            "region %s: expected a box within %d x %d pixels, found %s"
                .formatted(region.tag().name(), width, height, region.box()));
      }
    }
  }
}
