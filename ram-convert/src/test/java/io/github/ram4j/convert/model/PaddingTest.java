package io.github.ram4j.convert.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddingTest {
  /** Two rows of three, in pieces that end within rows. */
  private static final TensorSource MATRIX =
      out -> {
        out.accept(new float[] {9, 1, 2}, 1, 2);
        out.accept(new float[] {3, 4, 5, 6}, 0, 4);
      };

  @Test
  void zerosStandBehindEachRow() throws IOException {
    assertArrayEquals(
        new float[] {1, 2, 3, 0, 0, 4, 5, 6, 0, 0}, all(Padding.columns(MATRIX, 3, 2)));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, all(Padding.columns(MATRIX, 3, 0)));
  }

  @Test
  void zerosStandBehindTheTensor() throws IOException {
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 0, 0, 0}, all(Padding.end(MATRIX, 3)));
    assertEquals(6 + (1 << 17) + 1, all(Padding.end(MATRIX, (1 << 17) + 1)).length);
  }

  private static float[] all(TensorSource source) throws IOException {
    List<Float> values = new ArrayList<>();
    source.writeTo(
        (from, offset, count) -> {
          for (int i = offset; i < offset + count; i++) {
            values.add(from[i]);
          }
        });
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i);
    }
    return result;
  }
}
