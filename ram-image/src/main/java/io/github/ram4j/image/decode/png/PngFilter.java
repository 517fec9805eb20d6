package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;

/**
 * Undoes the filters that PNG applies to rows before it compresses them: each byte is stored as its
 * difference from a prediction by its neighbours.
 *
 * @implNote Source: Portable Network Graphics, third edition, 9. A byte's left neighbour is kept in
 *     a variable, and channels go one after the other, or three at once: HotSpot vectorizes loops
 *     that read their own last output, which makes them far slower.
 */
final class PngFilter {
  private PngFilter() {}

  /**
   * Undoes the filter of a row, in place.
   *
   * @param filter 0 to 4, as the byte before the row has it
   * @param row filtered
   * @param above the row above, not filtered any more; all 0 for the first
   * @param step from a byte to its left neighbour's, 1 to 8
   */
  static void undo(int filter, byte[] row, byte[] above, int step) throws DamagedImageException {
    switch (filter) {
      case 0 -> {
        // stored as it is
      }
      case 1 -> addLeft(row, step);
      case 2 -> addAbove(row, above);
      case 3 -> addMean(row, above, step);
      case 4 -> addNearest(row, above, step);
      default ->
          throw new DamagedImageException(
              "PNG is damaged: expected a row's filter of 0 to 4, found " + filter);
    }
  }

  private static void addLeft(byte[] row, int step) {
    int channel = 0;
    for (; channel + 3 <= step; channel += 3) {
      byte left0 = 0;
      byte left1 = 0;
      byte left2 = 0;
      for (int i = channel; i < row.length - 2; i += step) {
        left0 += row[i];
        left1 += row[i + 1];
        left2 += row[i + 2];
        row[i] = left0;
        row[i + 1] = left1;
        row[i + 2] = left2;
      }
    }
    for (; channel < step; channel++) {
      byte left = 0;
      for (int i = channel; i < row.length; i += step) {
        left += row[i];
        row[i] = left;
      }
    }
  }

  private static void addAbove(byte[] row, byte[] above) {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private static void addMean(byte[] row, byte[] above, int step) {
    for (int channel = 0; channel < step; channel++) {
      int left = 0;
      for (int i = channel; i < row.length; i += step) {
        left = row[i] + (((left & 0xFF) + (above[i] & 0xFF)) >> 1);
        row[i] = (byte) left;
      }
    }
  }

  /** Paeth's predictor. */
  private static void addNearest(byte[] row, byte[] above, int step) {
    int channel = 0;
    for (; channel + 3 <= step; channel += 3) {
      addNearestToThree(row, above, channel, step);
    }
    for (; channel < step; channel++) {
      int left = 0;
      int corner = 0;
      for (int i = channel; i < row.length; i += step) {
        int up = above[i] & 0xFF;
        left = row[i] + nearest(left & 0xFF, up, corner);
        row[i] = (byte) left;
        corner = up;
      }
    }
  }

  private static void addNearestToThree(byte[] row, byte[] above, int channel, int step) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int corner0 = 0;
    int corner1 = 0;
    int corner2 = 0;
    for (int i = channel; i < row.length - 2; i += step) {
      int up0 = above[i] & 0xFF;
      int up1 = above[i + 1] & 0xFF;
      int up2 = above[i + 2] & 0xFF;
      left0 = row[i] + nearest(left0 & 0xFF, up0, corner0);
      left1 = row[i + 1] + nearest(left1 & 0xFF, up1, corner1);
      left2 = row[i + 2] + nearest(left2 & 0xFF, up2, corner2);
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
      corner0 = up0;
      corner1 = up1;
      corner2 = up2;
    }
  }

  /**
   * The nearest of left, above and above left to left + above - above left. That is the lesser of
   * left and above where above left is no less than both, the greater where it is no more than
   * both, and mostly above left itself in between; without branches, which no processor could
   * foretell.
   */
  private static int nearest(int left, int up, int corner) {
    int lesser = Math.min(left, up);
    int greater = Math.max(left, up);
    int threshold = 3 * corner - (left + up);
    int takesLesser = (greater - threshold - 1) >> 31;
    int takesGreater = (threshold - lesser - 1) >> 31;
    int result = corner ^ ((corner ^ lesser) & takesLesser);
    return result ^ ((result ^ greater) & takesGreater);
  }
}
