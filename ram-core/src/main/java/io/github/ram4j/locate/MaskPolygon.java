package io.github.ram4j.locate;

import java.util.List;

/**
 * An outline of a mask, or of a hole in it. Immutable.
 *
 * @param corners its corners in turn, the last joined to the first; a thing of one pixel has one
 * @param hole whether what is within is outside of the thing
 */
public record MaskPolygon(List<Corner> corners, boolean hole) {

  /** Copies the list. */
  public MaskPolygon {
    corners = List.copyOf(corners);
  }

  /**
   * A corner: the middle of a pixel of the thing.
   *
   * @param x column of the pixel, from 0
   * @param y row of the pixel, from 0
   */
  public record Corner(int x, int y) {}
}
