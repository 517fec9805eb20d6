package io.github.ram4j.image.outline;

import io.github.ram4j.RamException;
import io.github.ram4j.image.decode.opencv.OpenCvContours;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.MaskPolygon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Outlines of masks as polygons, by OpenCV. Stateless and thread-safe. */
public final class MaskOutlines {
  private MaskOutlines() {}

  /**
   * The outlines of a mask's parts, and of the holes in them. An outline goes through the middles
   * of the outermost pixels of a part, that of a hole through those of the pixels around it; so
   * filled outlines, with their own lines, less the holes within theirs, are the mask. Pixels that
   * touch at corners are of one part.
   *
   * @param mask of any size
   * @return the outlines, each part's before those of its holes
   * @throws RamException if OpenCV cannot be loaded on this machine
   */
  public static List<MaskPolygon> of(Mask mask) {
    BitSet bits = mask.bits();
    byte[] pixels = new byte[mask.width() * mask.height()];
    for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
      pixels[i] = 1;
    }
    List<MaskPolygon> polygons = new ArrayList<>();
    try {
      for (OpenCvContours.Contour contour :
          OpenCvContours.find(pixels, mask.width(), mask.height())) {
        polygons.add(new MaskPolygon(corners(contour.points()), contour.hole()));
      }
    } catch (LinkageError e) {
      throw new RamException("outlines of masks: OpenCV cannot be loaded: " + e.getMessage(), e);
    }
    return polygons;
  }

  private static List<MaskPolygon.Corner> corners(int... points) {
    List<MaskPolygon.Corner> corners = new ArrayList<>();
    for (int i = 0; i < points.length; i += 2) {
      corners.add(new MaskPolygon.Corner(points[i], points[i + 1]));
    }
    return corners;
  }
}
