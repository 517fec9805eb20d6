package io.github.ram4j.metadata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Boxes of the upright image as areas of the image as it is stored: readers turn them by the EXIF
 * orientation, as they turn the image.
 */
final class RegionAreas {
  private final ImageRegions regions;
  private final int orientation;

  RegionAreas(ImageRegions regions, int orientation) {
    this.regions = regions;
    this.orientation = orientation;
  }

  private boolean isSideways() {
    return orientation >= 5;
  }

  /** The width of the stored image. */
  int width() {
    return isSideways() ? regions.height() : regions.width();
  }

  /** The height of the stored image. */
  int height() {
    return isSideways() ? regions.width() : regions.height();
  }

  /** The values of the field, each once. */
  List<String> values(KeywordValues names) {
    Set<String> values = new LinkedHashSet<>();
    for (ImageRegion region : regions.regions()) {
      values.add(area(region.box()) + " " + names.names(region.tag()).get(0));
    }
    return new ArrayList<>(values);
  }

  /** The centre and the size of a box in the stored image. */
  private String area(ImageBox box) {
    double x = (box.x0() + box.x1()) / 2 / regions.width();
    double y = (box.y0() + box.y1()) / 2 / regions.height();
    double w = (box.x1() - box.x0()) / regions.width();
    double h = (box.y1() - box.y0()) / regions.height();
    double[] stored =
        switch (orientation) {
          case 2 -> new double[] {1 - x, y, w, h};
          case 3 -> new double[] {1 - x, 1 - y, w, h};
          case 4 -> new double[] {x, 1 - y, w, h};
          case 5 -> new double[] {y, x, h, w};
          case 6 -> new double[] {y, 1 - x, h, w};
          case 7 -> new double[] {1 - y, 1 - x, h, w};
          case 8 -> new double[] {1 - y, x, h, w};
          default -> new double[] {x, y, w, h};
        };
    return String.format(
        Locale.ROOT, "%.6f %.6f %.6f %.6f", stored[0], stored[1], stored[2], stored[3]);
  }
}
