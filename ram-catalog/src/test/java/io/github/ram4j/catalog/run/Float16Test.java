package io.github.ram4j.catalog.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Float16Test {
  /** By the definition of binary16; 0x7c00 is 65536, as if there were a next number. */
  private static double value(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (bits & 0x8000) == 0 ? size : -size;
  }

  @Test
  void numbersOf16BitsStay() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      assertEquals((short) bits, Float16.of((float) value(bits)));
      assertEquals((short) (bits | 0x8000), Float16.of((float) value(bits | 0x8000)));
    }
  }

  @Test
  void othersGoToTheNearestAndHalvesToEven() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      float middle = (float) ((value(bits) + value(bits + 1)) / 2);
      assertEquals((short) (bits + (bits & 1)), Float16.of(middle), "between " + bits);
      assertEquals((short) bits, Float16.of(Math.nextDown(middle)));
      assertEquals((short) (bits + 1), Float16.of(Math.nextUp(middle)));
    }
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float number = random.nextFloat() * 2 - 1;
      int bits = Float16.of(number);
      assertTrue(Math.abs(value(bits & 0xffff) - number) <= 0x1p-12, () -> "" + number);
    }
  }

  @Test
  void specialNumbers() {
    assertEquals((short) 0x7c00, Float16.of(Float.POSITIVE_INFINITY));
    assertEquals((short) 0xfc00, Float16.of(-1e9f));
    assertEquals((short) 0x7e00, Float16.of(Float.NaN));
    assertEquals((short) 0x8000, Float16.of(-0f));
  }
}
