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

  /** The elements of an array. */
  static TensorSource of(float[] values) {
    return out -> out.accept(values, 0, values.length);
  }
}
