package io.github.ram4j.metadata;

import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import java.util.ArrayList;
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

  /**
   * The regions of a scene, their boxes cut at the image's edges.
   *
   * @param scene boxes outside of the image are left out
   * @return the regions in the scene's order
   */
  public static ImageRegions of(Scene scene) {
    List<ImageRegion> regions = new ArrayList<>();
    for (SceneRegion found : scene.regions()) {
      Region region = found.region();
      Box box = region.box().within(scene.width(), scene.height());
      if (box.width() > 0 && box.height() > 0) {
        AutomaticTag tag =
            new AutomaticTag(
                region.tag().english(), region.tag().chinese(), region.score(), List.of());
        regions.add(new ImageRegion(tag, new ImageBox(box.x0(), box.y0(), box.x1(), box.y1())));
      }
    }
    return new ImageRegions(scene.width(), scene.height(), regions);
  }
}
