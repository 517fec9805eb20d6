package io.github.ram4j.onnx.locate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * The windows of a map of any size, as indices of its tokens. The map is padded to the right and
 * below to whole windows; the number of tokens stands for a place outside. Immutable.
 */
final class MapWindows {
  /** What is added to the scores of tokens of different parts of a shifted window. */
  private static final float APART = -100;

  private final int rows;
  private final int columns;
  private final int window;
  private final int paddedRows;
  private final int paddedColumns;

  MapWindows(int rows, int columns, int window) {
    this.rows = rows;
    this.columns = columns;
    this.window = window;
    this.paddedRows = (rows + window - 1) / window * window;
    this.paddedColumns = (columns + window - 1) / window * window;
  }

  int tokens() {
    return rows * columns;
  }

  int windows() {
    return paddedRows / window * (paddedColumns / window);
  }

  /** The token of each place, window after window, of a map that is rolled by −shift. */
  LongBuffer places(int shift) {
    LongBuffer places = longs(paddedRows * paddedColumns);
    eachPlace((row, column) -> places.put(token(row, column, shift)));
    return places.flip();
  }

  /** The place of each token in {@link #places}. */
  LongBuffer placesOfTokens(int shift) {
    LongBuffer inverse = longs(tokens());
    int[] place = {0};
    eachPlace(
        (row, column) -> {
          int token = token(row, column, shift);
          if (token < tokens()) {
            inverse.put(token, place[0]);
          }
          place[0]++;
        });
    return inverse;
  }

  /** The bias that keeps the parts of shifted windows apart, [windows, places, places]. */
  FloatBuffer apart(int shift) {
    int inWindow = window * window;
    int[] regions = new int[paddedRows * paddedColumns];
    int[] place = {0};
    eachPlace(
        (row, column) ->
            regions[place[0]++] =
                3 * region(row, paddedRows, shift) + region(column, paddedColumns, shift));
    FloatBuffer bias = floats(Math.multiplyExact(regions.length, inWindow));
    for (int i = 0; i < regions.length; i++) {
      int first = i / inWindow * inWindow;
      for (int k = first; k < first + inWindow; k++) {
        bias.put(regions[i] == regions[k] ? 0 : APART);
      }
    }
    return bias.flip();
  }

  /** The four tokens of each square of two rows and columns, as patch merging joins them. */
  LongBuffer squares() {
    LongBuffer squares = longs((rows + 1) / 2 * ((columns + 1) / 2) * 4);
    for (int row = 0; row < rows; row += 2) {
      for (int column = 0; column < columns; column += 2) {
        squares.put(inMap(row, column)).put(inMap(row + 1, column));
        squares.put(inMap(row, column + 1)).put(inMap(row + 1, column + 1));
      }
    }
    return squares.flip();
  }

  /** The part of an axis: whole windows, the rest of the last one, what the roll brought. */
  private int region(int at, int size, int shift) {
    if (at < size - window) {
      return 0;
    }
    return at < size - shift ? 1 : 2;
  }

  private int token(int row, int column, int shift) {
    return inMap((row + shift) % paddedRows, (column + shift) % paddedColumns);
  }

  private int inMap(int row, int column) {
    return row < rows && column < columns ? row * columns + column : tokens();
  }

  private interface PlaceSink {
    void accept(int row, int column);
  }

  private void eachPlace(PlaceSink sink) {
    for (int top = 0; top < paddedRows; top += window) {
      for (int left = 0; left < paddedColumns; left += window) {
        for (int i = 0; i < window * window; i++) {
          sink.accept(top + i / window, left + i % window);
        }
      }
    }
  }

  static LongBuffer longs(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Long.BYTES))
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
