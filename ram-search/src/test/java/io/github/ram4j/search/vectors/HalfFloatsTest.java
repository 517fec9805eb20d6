package io.github.ram4j.search.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {

  @Test
  void allFiniteNumbersComeBack() {
    byte[] all = new byte[2];
    for (int bits = 0; bits < 1 << 16; bits++) {
      if ((bits >> 10 & 31) != 31) {
        all[0] = (byte) bits;
        all[1] = (byte) (bits >> 8);
        float value = HalfFloats.floats(all)[0];
        byte[] again = Halves.bytes(new float[] {value});
        assertEquals(bits, (again[0] & 0xff) | (again[1] & 0xff) << 8, "of " + value);
      }
    }
  }

  @Test
  void valuesOfIeee754() {
    assertEquals(0x3c00, bits(1));
    assertEquals(0x3555, bits(1 / 3f));
    assertEquals(0xc000, bits(-2));
    assertEquals(0x7bff, bits(65504));
    assertEquals(0x7c00, bits(65520));
    assertEquals(0x0001, bits(0x1p-24f));
    assertEquals(0x0400, bits(0x1p-14f));
    assertEquals(0x3c00, bits(1 + 0x1p-11f), "of two the even one");
    assertEquals(0x4000, bits(1.9999f), "rounded up to the next power of two");
  }

  private static int bits(float value) {
    byte[] bytes = Halves.bytes(new float[] {value});
    return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
  }

  @Test
  void productsAreThoseOfFloats() {
    Random random = new Random(1);
    for (int width : new int[] {1, 2, 7, 512, 1280}) {
      float[] one = new float[width];
      float[] other = new float[width];
      double expected = 0;
      for (int i = 0; i < width; i++) {
        one[i] = (float) random.nextGaussian();
        other[i] = (float) random.nextGaussian();
        expected += one[i] * other[i];
      }
      double found = HalfFloats.product(Halves.bytes(one), other);
      assertTrue(Math.abs(found - expected) < 0.002 * width, width + ": " + found);
    }
  }
}
