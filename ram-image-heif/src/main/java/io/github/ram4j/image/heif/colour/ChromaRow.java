package io.github.ram4j.image.heif.colour;

/** A row of chroma, as many samples as luma has, in sixteenths. Not thread-safe. */
final class ChromaRow {
  private final Planes planes;
  private final int plane;
  private final ChromaFilter filter;
  private final int shift;
  private final int[] row;

  /**
   * A row to fill.
   *
   * @param planes of the image
   * @param plane 1 or 2
   * @param filter whether neighbours count
   * @param shift bits that samples lose first
   */
  ChromaRow(Planes planes, int plane, ChromaFilter filter, int shift) {
    this.planes = planes;
    this.plane = plane;
    this.filter = filter;
    this.shift = shift;
    this.row = new int[planes.width()];
  }

  /** The samples for a row of luma; overwritten by the next call. */
  int[] at(int y) {
    short[] samples = planes.plane(plane);
    int columns = planes.width(plane);
    int shiftX = planes.layout().chromaShiftX();
    int shiftY = planes.layout().chromaShiftY();
    int near = y >> shiftY;
    int nearRow = near * columns;
    boolean isSmooth = filter != ChromaFilter.NEAREST;
    int other = isSmooth && shiftY == 1 ? neighbour(y, near, planes.height(plane)) : near;
    int otherRow = other * columns;
    for (int x = 0; x < row.length; x++) {
      int column = x >> shiftX;
      int beside = column;
      boolean isLone = filter == ChromaFilter.SMOOTH_BUT_LAST && x == row.length - 1 && x % 2 == 0;
      if (isSmooth && shiftX == 1 && !isLone) {
        beside = neighbour(x, column, columns);
      }
      row[x] =
          9 * (samples[nearRow + column] >> shift)
              + 3 * (samples[nearRow + beside] >> shift)
              + 3 * (samples[otherRow + column] >> shift)
              + (samples[otherRow + beside] >> shift);
    }
    return row;
  }

  /** The other sample beside a place of luma; the sample itself at the edge. */
  private static int neighbour(int place, int near, int count) {
    int other = near + (place % 2 == 0 ? -1 : 1);
    return other < 0 || other >= count ? near : other;
  }
}
