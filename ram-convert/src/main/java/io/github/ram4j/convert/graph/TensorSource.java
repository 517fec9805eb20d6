package io.github.ram4j.convert.graph;

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

  /** The elements of an array. */
  static TensorSource of(float[] values) {
    return out -> out.accept(values, 0, values.length);
  }
}
