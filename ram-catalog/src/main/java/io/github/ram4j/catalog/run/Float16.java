package io.github.ram4j.catalog.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** IEEE 754's numbers of 16 bits, to the nearest, ties to even. */
final class Float16 {
  private static final int MANTISSA_BITS = 23 - 10;
  private static final float LEAST_NORMAL = 0x1p-14f;
  private static final float SUBNORMAL_UNIT = 0x1p24f;
  private static final int INFINITY = 0x7c00;
  private static final int LARGEST = 0x477fe000;

  /** Half of the last kept bit. */
  private static final int HALF = 1 << (MANTISSA_BITS - 1);

  /** The difference of the two exponents' biases, at the exponent's place. */
  private static final int REBIAS = (127 - 15) << 23;

  private Float16() {}

  /** A vector's numbers, little-endian. */
  static byte[] bytes(FloatBuffer vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (vector.hasRemaining()) {
      bytes.putShort(of(vector.get()));
    }
    return bytes.array();
  }

  static short of(float number) {
    int bits = Float.floatToRawIntBits(number);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (Float.isNaN(number)) {
      return (short) (sign | 0x7e00);
    }
    float size = Float.intBitsToFloat(magnitude);
    if (size < LEAST_NORMAL) {
      return (short) (sign | (int) Math.rint(size * SUBNORMAL_UNIT));
    }
    // Half of the last kept bit, and one less where that bit is even.
    int rounded = magnitude + HALF - 1 + ((magnitude >>> MANTISSA_BITS) & 1);
    return (short)
        (sign
            | (rounded > LARGEST + ((1 << MANTISSA_BITS) - 1)
                ? INFINITY
                : (rounded - REBIAS) >>> MANTISSA_BITS));
  }
}
