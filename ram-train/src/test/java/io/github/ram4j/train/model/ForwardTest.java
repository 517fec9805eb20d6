package io.github.ram4j.train.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are there to be closed
class ForwardTest {
  private static final int VALUES = 100_000;

  /** What becomes of ones. */
  private static float[] dropped(long seed, double rate) {
    try (PointerScope scope = new PointerScope()) {
      Tensor ones = torch.ones(VALUES);
      float[] values = new float[VALUES];
      new FloatPointer(Forward.training(null, rate, 0, seed).drop(ones).data_ptr_float())
          .get(values);
      return values;
    }
  }

  @Test
  void theShareIsDroppedAndTheOthersScaledUp() {
    float[] values = dropped(3, 0.1);
    int zeros = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
      assertEquals(value == 0 ? 0 : 1 / 0.9, value, 1e-4);
    }
    assertEquals(0.1, (double) zeros / VALUES, 0.004); // four standard deviations
  }

  @Test
  void theSeedDecides() {
    assertArrayEquals(dropped(3, 0.5), dropped(3, 0.5));
    assertFalse(Arrays.equals(dropped(3, 0.5), dropped(4, 0.5)));
  }

  @Test
  void nothingIsDroppedAtZero() {
    float[] ones = new float[VALUES];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, dropped(3, 0));
  }
}
