package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorLayoutTest {
  private static final int STORED = 1021;

  @Test
  void contiguousAsPyTorchHasIt() throws InvalidLayoutException {
    assertTrue(TensorLayout.contiguous(new long[] {2, 3, 4}).isContiguous());
    assertTrue(TensorLayout.contiguous(new long[0]).isContiguous());
    assertTrue(TensorLayout.of(new long[] {1, 3}, new long[] {77, 1}, 5, 8).isContiguous());
    assertTrue(TensorLayout.of(new long[] {0, 3}, new long[] {1, 7}, 0, 0).isContiguous());
    assertFalse(TensorLayout.of(new long[] {3}, new long[] {2}, 0, 5).isContiguous());
    assertFalse(TensorLayout.of(new long[] {2, 2}, new long[] {3, 1}, 0, 5).isContiguous());
    assertFalse(TensorLayout.of(new long[] {2, 2}, new long[] {0, 1}, 0, 2).isContiguous());
  }

  /** Against the plain loop over all dimensions. */
  @Test
  void walksInRowMajorOrder() throws InvalidLayoutException {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      int rank = random.nextInt(5);
      long[] shape = new long[rank];
      long[] strides = new long[rank];
      long step = 1;
      for (int i = rank - 1; i >= 0; i--) {
        shape[i] = 1L + random.nextInt(4);
        strides[i] = random.nextInt(4) == 0 ? random.nextInt(60) : step;
        step *= shape[i];
      }
      long offset = random.nextInt(20);
      TensorLayout layout = TensorLayout.of(shape, strides, offset, STORED);
      List<Long> expected = new ArrayList<>(List.of(offset));
      for (int i = 0; i < rank; i++) {
        List<Long> longer = new ArrayList<>();
        for (long start : expected) {
          for (long k = 0; k < shape[i]; k++) {
            longer.add(start + k * strides[i]);
          }
        }
        expected = longer;
      }
      assertEquals(expected.size(), layout.elementCount());
      int start = random.nextInt(expected.size());
      int count = random.nextInt(expected.size() - start + 1);
      List<Long> found = new ArrayList<>();
      layout.walk(
          start,
          count,
          (first, stride, length) -> {
            for (int i = 0; i < length; i++) {
              found.add(first + i * stride);
            }
          });
      assertEquals(expected.subList(start, start + count), found, "round " + round);
    }
  }
}
