package io.github.ram4j.convert.tensor;

import java.io.IOException;

/** Gives the elements of a constant when they are written, so that no two need be in the heap. */
@FunctionalInterface
public interface TensorSource {

  /**
   * Writes all elements in row-major order.
   *
   * @param out takes them in pieces of any length
   * @throws IOException if the sink fails
   */
  void writeTo(FloatSink out) throws IOException;

  /** Takes elements in order. */
  @FunctionalInterface
  interface FloatSink {
    /**
     * Takes the next elements.
     *
     * @param values holds them; free to be changed after the call
     * @param offset of the first
     * @param count how many
     * @throws IOException if they cannot be written
     */
    void accept(float[] values, int offset, int count) throws IOException;
  }

  /**
   * All elements of a source.
   *
   * @param count how many it gives
   * @throws IOException if it cannot be read
   */
  static float[] read(TensorSource source, int count) throws IOException {
    float[] all = new float[count];
    int[] filled = {0};
    source.writeTo(
        (values, offset, length) -> {
          System.arraycopy(values, offset, all, filled[0], length);
          filled[0] += length;
        });
    return all;
  }

  /**
   * Passes on a table row by row.
   *
   * @param table gives whole rows, in pieces of any length
   * @param width elements of a row
   * @param sink takes each row in an array that it may change, and that is used again
   * @throws IOException if the table cannot be read or the sink fails
   * @throws IllegalStateException if the table ends within a row
   */
  static void eachRow(TensorSource table, int width, RowSink sink) throws IOException {
    float[] row = new float[width];
    int[] filled = {0};
    table.writeTo(
        (values, offset, count) -> {
          for (int done = 0; done < count; ) {
            int now = Math.min(count - done, width - filled[0]);
            System.arraycopy(values, offset + done, row, filled[0], now);
            filled[0] += now;
            done += now;
            if (filled[0] == width) {
              sink.accept(row);
              filled[0] = 0;
            }
          }
        });
    if (filled[0] != 0) {
      throw new IllegalStateException(
          "table of rows of %d elements: expected whole rows, found %d elements more"
              .formatted(width, filled[0]));
    }
  }

  /** Takes the rows of a table in order. */
  @FunctionalInterface
  interface RowSink {
    /**
     * Takes the next row.
     *
     * @param row its elements
     * @throws IOException if they cannot be written
     */
    void accept(float[] row) throws IOException;
  }

  /** The elements of an array. */
  static TensorSource of(float[] values) {
    return out -> out.accept(values, 0, values.length);
  }
}
