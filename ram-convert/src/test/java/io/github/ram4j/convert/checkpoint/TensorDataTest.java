package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TensorDataTest {
  /** Half precision by its definition, for every pattern of bits. */
  @Test
  void halfPrecisionIsExact() {
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
      assertEquals(expected, TensorData.halfToFloat((short) bits), "bits " + bits);
    }
  }
}
