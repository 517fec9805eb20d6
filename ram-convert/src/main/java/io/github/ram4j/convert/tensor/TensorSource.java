package io.github.ram4j.convert.tensor;

import java.io.IOException;

/**
 * A source of a constant's elements at the time of writing, so that the heap need not hold two
 * constants.
 */
@FunctionalInterface
public interface TensorSource {

  /**
   * Writes all elements in row-major order.
   *
   * @param out takes the elements in chunks of any length
   * @throws IOException if the sink fails
   */
  void writeTo(FloatSink out) throws IOException;

  /** A sink of elements in order. */
  @FunctionalInterface
  interface FloatSink {
    /**
     * Takes the next elements.
     *
     * @param values array of the elements; the caller may change it after the call
     * @param offset index of the first element
     * @param count number of elements
     * @throws IOException if the elements cannot be written
     */
    void accept(float[] values, int offset, int count) throws IOException;
  }

  /**
   * Reads all elements of a source.
   *
   * @param count number of elements of the source
   * @throws IOException if the source cannot be read
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
   * @param table source of whole rows, in chunks of any length
   * @param width number of elements of a row
   * @param sink takes each row in a reused array, which it may change
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

  /** A sink of a table's rows in order. */
  @FunctionalInterface
  interface RowSink {
    /**
     * Takes the next row.
     *
     * @param row elements of the row
     * @throws IOException if the row cannot be written
     */
    void accept(float[] row) throws IOException;
  }

  /** Returns a source of an array's elements. */
  static TensorSource of(float[] values) {
    return out -> out.accept(values, 0, values.length);
  }
}
