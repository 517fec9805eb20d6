package io.github.ram4j.search.vectors;

import io.github.ram4j.bytes.HalfFloat;

/** Numbers of 16 bits, as a catalogue stores vectors. */
public final class HalfFloats {
  /** The values of all 65,536 of them: looked up faster than computed. */
  private static final float[] VALUES = values();

  private HalfFloats() {}

  private static float[] values() {
    float[] values = new float[1 << 16];
    for (int bits = 0; bits < values.length; bits++) {
      values[bits] = HalfFloat.toFloat((short) bits);
    }
    return values;
  }

  /** The scalar product of a stored vector, little-endian, and a query of the same width. */
  public static double product(byte[] vector, float[] query) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < query.length; i += 2) {
      even += value(vector, i) * query[i];
      odd += value(vector, i + 1) * query[i + 1];
    }
    return i < query.length ? even + odd + value(vector, i) * query[i] : even + odd;
  }

  static float value(byte[] vector, int index) {
    return VALUES[(vector[2 * index] & 0xff) | (vector[2 * index + 1] & 0xff) << 8];
  }

  /** A stored vector as floats. */
  public static float[] floats(byte[] vector) {
    float[] floats = new float[vector.length / 2];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = value(vector, i);
    }
    return floats;
  }
}
