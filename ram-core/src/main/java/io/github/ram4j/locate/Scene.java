package io.github.ram4j.locate;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import java.util.List;
import java.util.Objects;

/**
 * What an image shows, and where: tags, boxes and masks. Immutable.
 *
 * @param image the image's name
 * @param width of the upright image, in pixels, 1 or more
 * @param height of the upright image, in pixels, 1 or more
 * @param tags those that were recognized, the best first; none where a caller named the tags
 * @param regions the best first; none if nothing was found
 * @param skipped tags that could not be looked for
 */
public record Scene(
    String image,
    int width,
    int height,
    List<TagScore> tags,
    List<SceneRegion> regions,
    List<Tag> skipped) {

  /**
   * Checks the sizes and copies the lists.
   *
   * @throws IllegalArgumentException if a side or a mask has another size
   */
  public Scene {
    Objects.requireNonNull(image, "image");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "%s: expected sides of 1 pixel or more, found %d x %d".formatted(image, width, height));
    }
    tags = List.copyOf(tags);
    regions = List.copyOf(regions);
    skipped = List.copyOf(skipped);
    for (SceneRegion region : regions) {
      if (region.mask().isPresent()) {
        Mask mask = region.mask().get().mask();
        if (mask.width() != width || mask.height() != height) {
          throw new IllegalArgumentException(
              "%s: mask of %s: expected the image's %d x %d pixels, found %d x %d"
                  .formatted(
                      image,
                      region.region().tag().english(),
                      width,
                      height,
                      mask.width(),
                      mask.height()));
        }
      }
    }
  }
}
