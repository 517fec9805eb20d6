package io.github.ram4j.convert.model;

/**
 * An order of a square map's places in which squares of four are neighbours, squares of four such
 * squares, and so on: bits of row and column take turns. Squares whose side is a power of two are
 * slices then, and the map of a quarter of the places has the same order.
 *
 * @param side of the map, a power of two
 */
record QuadOrder(int side) {

  /** The number of places. */
  int places() {
    return side * side;
  }

  /** The index of a place in this order. */
  int index(int y, int x) {
    int index = 0;
    for (int bit = 0; (1 << bit) < side; bit++) {
      index |= (((x >> bit) & 1) << (2 * bit)) | (((y >> bit) & 1) << (2 * bit + 1));
    }
    return index;
  }

  /** For each index in this order its place row by row. */
  long[] rowByRow() {
    long[] places = new long[places()];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        places[index(y, x)] = (long) y * side + x;
      }
    }
    return places;
  }

  /** For each place row by row its index in this order. */
  long[] indices() {
    long[] indices = new long[places()];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        indices[y * side + x] = index(y, x);
      }
    }
    return indices;
  }

  /** Whether windows of a side are slices in this order. */
  boolean isSliced(int window) {
    return window <= side && Integer.bitCount(window) == 1;
  }

  /**
   * For each place of each window its index in this order, or the number of places where the map is
   * padded right and below.
   */
  long[] windows(int window) {
    long[] order = indices();
    long[] places = new WindowGrid(side, window).places(places());
    for (int i = 0; i < places.length; i++) {
      places[i] = places[i] < places() ? order[(int) places[i]] : places();
    }
    return places;
  }

  /** For each index in this order its place among those of windows. */
  long[] back(int window) {
    long[] order = indices();
    long[] places = new WindowGrid(side, window).back();
    long[] back = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      back[(int) order[i]] = places[i];
    }
    return back;
  }
}
