package io.github.ram4j.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
  /** Half precision by its definition, for every pattern of bits. */
  @Test
  void decodingIsExact() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      int exponent = bits >> 10 & 0x1f;
      int mantissa = bits & 0x3ff;
      double magnitude;
      if (exponent == 0x1f) {
        magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        magnitude = mantissa * Math.pow(2, -24);
      } else {
        magnitude = (1024 + mantissa) * Math.pow(2, exponent - 25);
      }
      float expected = (float) (bits >> 15 == 0 ? magnitude : -magnitude);
      assertEquals(expected, HalfFloat.toFloat((short) bits), "bits " + bits);
    }
  }

  @Test
  void halvesAreTheNearestOnes() {
    for (int half = 0; half < 0x7c00; half++) {
      float value = HalfFloat.toFloat((short) half);
      float next = HalfFloat.toFloat((short) (half + 1));
      assertEquals(half, HalfFloat.ofFloat(value) & 0xffff);
      assertEquals(half | 0x8000, HalfFloat.ofFloat(-value) & 0xffff);
      if (half < 0x7bff) {
        float middle = (value + next) / 2;
        assertEquals(half + (half & 1), HalfFloat.ofFloat(middle) & 0xffff, "a tie goes to even");
        assertEquals(half, HalfFloat.ofFloat(Math.nextDown(middle)) & 0xffff);
        assertEquals(half + 1, HalfFloat.ofFloat(Math.nextUp(middle)) & 0xffff);
      }
    }
    assertEquals(0x7c00, HalfFloat.ofFloat(1e9f) & 0xffff);
    assertEquals(0xfc00, HalfFloat.ofFloat(-1e9f) & 0xffff);
    assertEquals(0x7bff, HalfFloat.ofFloat(Math.nextDown(65520f)) & 0xffff);
    assertEquals(0x7e00, HalfFloat.ofFloat(Float.NaN) & 0x7e00);
    float random = new Random(1).nextFloat();
    assertEquals(random, HalfFloat.toFloat(HalfFloat.ofFloat(random)), 5e-4f);
  }

  @Test
  void clippedHalvesAreFiniteUnlessTheNumberIsNot() {
    assertEquals(0x7bff, HalfFloat.clipped(1e9f) & 0xffff);
    assertEquals(0xfbff, HalfFloat.clipped(-65520f) & 0xffff);
    assertEquals(0x7c00, HalfFloat.clipped(Float.POSITIVE_INFINITY) & 0xffff);
    assertEquals(0xfc00, HalfFloat.clipped(Float.NEGATIVE_INFINITY) & 0xffff);
    assertEquals(0x7e00, HalfFloat.clipped(Float.NaN) & 0x7e00);
    assertEquals(HalfFloat.ofFloat(0.1f), HalfFloat.clipped(0.1f));
  }

  @Test
  void vectorsAreLittleEndian() {
    assertArrayEquals(
        new byte[] {0, 0x3c, 0, (byte) 0xc0},
        HalfFloat.bytes(FloatBuffer.wrap(new float[] {1, -2})));
  }

  @Test
  void whatRoundsBeyondTheLargestHalfOverflows() {
    assertFalse(HalfFloat.overflows(65504f));
    assertFalse(HalfFloat.overflows(Math.nextDown(-65520f) + 8));
    assertTrue(HalfFloat.overflows(65520f));
    assertTrue(HalfFloat.overflows(-1e9f));
    assertFalse(HalfFloat.overflows(Float.NEGATIVE_INFINITY));
    assertFalse(HalfFloat.overflows(Float.NaN));
  }
}
