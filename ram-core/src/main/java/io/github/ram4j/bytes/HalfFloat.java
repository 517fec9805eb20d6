package io.github.ram4j.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Conversions to and from IEEE 754 half precision; Java has its own from version 20 on. */
public final class HalfFloat {
  private static final int MAX_BITS = 0x7bff;
  private static final int INFINITY = 0x7c00;

  /** The smallest magnitude that IEEE rounding takes to infinity. */
  private static final float OVERFLOW = 65520f;

  private HalfFloat() {}

  /**
   * Returns the nearest half, ties to even; numbers beyond the largest half become the largest
   * half, not infinity, so that a weight is clipped and the model stays finite.
   *
   * @param value any number
   * @return infinite for infinity alone
   */
  public static short clipped(float value) {
    short half = ofFloat(value);
    return (half & 0x7fff) == INFINITY && !Float.isInfinite(value)
        ? (short) ((half & 0x8000) | MAX_BITS)
        : half;
  }

  /**
   * Returns the nearest half, ties to even.
   *
   * @param value any number
   * @return infinite for a number beyond the largest half
   */
  public static short ofFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    float size = Math.abs(value);
    if (size >= OVERFLOW) {
      return (short) (sign | INFINITY);
    }
    if (size < 0x1p-14f) {
      // Subnormal halves are multiples of 2^-24; rint rounds ties to even.
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int shifted = (bits & 0x7fffffff) - (112 << 23);
    int odd = shifted >>> 13 & 1;
    return (short) (sign | ((shifted + 0xfff + odd) >>> 13));
  }

  /** Returns whether a finite number, rounded to nearest, is beyond the largest half. */
  public static boolean overflows(float value) {
    float size = Math.abs(value);
    return size >= OVERFLOW && size < Float.POSITIVE_INFINITY;
  }

  /**
   * Returns the halves of a vector, by {@link #ofFloat}.
   *
   * @param vector read from its position to its limit
   * @return little-endian
   */
  public static byte[] bytes(FloatBuffer vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (vector.hasRemaining()) {
      bytes.putShort(ofFloat(vector.get()));
    }
    return bytes.array();
  }

  /** Returns a half precision number as single precision, exactly. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half & 0x7c00;
    int mantissa = half & 0x03ff;
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | sign);
    }
    int bits = exponent == 0x7c00 ? 0x7f800000 : (exponent << 13) + (112 << 23);
    return Float.intBitsToFloat(sign | bits | mantissa << 13);
  }
}
