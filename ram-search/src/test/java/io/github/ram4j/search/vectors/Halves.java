package io.github.ram4j.search.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as a catalogue stores them. */
public final class Halves {
  private Halves() {}

  /** Floats as they are stored, each rounded to the nearest, of two to the even one. */
  public static byte[] bytes(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float element : vector) {
      bytes.putShort(bits(element));
    }
    return bytes.array();
  }

  private static short bits(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (magnitude >= 65520) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
    }
    int exponent = Math.getExponent(magnitude);
    int steps = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
    return (short) (sign | ((exponent + 15) << 10) + steps - 1024);
  }
}
