package io.github.ram4j.convert.model;

import java.util.Arrays;

/**
 * The places of a square map in square windows, row by row, the map padded right and below to whole
 * windows.
 *
 * @param grid side of the map
 * @param side side of a window
 */
record WindowGrid(int grid, int side) {

  /** The number of windows along a side. */
  int across() {
    return (grid + side - 1) / side;
  }

  /** The number of windows. */
  int windows() {
    return across() * across();
  }

  /** The number of places of a window. */
  int places() {
    return side * side;
  }

  /** Returns whether one window is the whole map. */
  boolean isWhole() {
    return side == grid;
  }

  /** For each place of each window the place of the map, or the map's size where it is padding. */
  long[] places(int padding) {
    long[] indices = new long[windows() * places()];
    Arrays.fill(indices, padding);
    for (int y = 0; y < grid; y++) {
      for (int x = 0; x < grid; x++) {
        indices[place(y, x)] = (long) y * grid + x;
      }
    }
    return indices;
  }

  /** For each place of the map its place in the windows. */
  long[] back() {
    long[] indices = new long[grid * grid];
    for (int y = 0; y < grid; y++) {
      for (int x = 0; x < grid; x++) {
        indices[y * grid + x] = place(y, x);
      }
    }
    return indices;
  }

  private int place(int y, int x) {
    int window = y / side * across() + x / side;
    return window * places() + y % side * side + x % side;
  }
}
