package io.github.ram4j.view.scene;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of labels in a drawing: near their boxes, within the drawing, and apart from each other
 * where there is room. Not thread-safe.
 */
final class LabelPlaces {
  private final double width;
  private final double height;
  private final List<Rectangle2D> taken = new ArrayList<>();

  LabelPlaces(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Takes a place for a label: the first that covers no other label, of those above the box, within
   * it, below it and beside it, or else the one that covers the least.
   */
  Rectangle2D take(Rectangle2D box, double labelWidth, double labelHeight) {
    Rectangle2D best = box;
    double least = Double.POSITIVE_INFINITY;
    for (double[] corner : corners(box, labelWidth, labelHeight)) {
      Rectangle2D place =
          new Rectangle2D.Double(
              limited(corner[0], width - labelWidth),
              limited(corner[1], height - labelHeight),
              labelWidth,
              labelHeight);
      double covered = taken.stream().mapToDouble(other -> shared(place, other)).sum();
      if (covered < least) {
        best = place;
        least = covered;
      }
    }
    taken.add(best);
    return best;
  }

  /** Upper left corners of places to try, the wanted ones first. */
  private static List<double[]> corners(Rectangle2D box, double width, double height) {
    List<double[]> corners = new ArrayList<>();
    double[] columns = {box.getX(), box.getMaxX() - width, box.getCenterX() - width / 2};
    for (double column : columns) {
      corners.add(new double[] {column, box.getY() - height});
    }
    for (double column : columns) {
      corners.add(new double[] {column, box.getY()});
      corners.add(new double[] {column, box.getMaxY()});
      corners.add(new double[] {column, box.getMaxY() - height});
    }
    for (double row = box.getY(); row + height <= box.getMaxY(); row += height) {
      for (double column : columns) {
        corners.add(new double[] {column, row});
      }
      corners.add(new double[] {box.getMaxX(), row});
      corners.add(new double[] {box.getX() - width, row});
    }
    return corners;
  }

  private static double limited(double at, double most) {
    return Math.max(0, Math.min(at, most));
  }

  private static double shared(Rectangle2D one, Rectangle2D other) {
    Rectangle2D both = one.createIntersection(other);
    return both.isEmpty() ? 0 : both.getWidth() * both.getHeight();
  }
}
