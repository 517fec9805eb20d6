package io.github.ram4j.convert.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizedRowsTest {
  @Test
  void aRowsLargestElementIs127From128() throws IOException {
    // Rows: 1, -2, 0.5 and zeros.
    TensorSource table = TensorSource.of(new float[] {1, -2, 0.5f, 0, 0, 0});
    QuantizedRows quantized = new QuantizedRows(table, 3);
    assertArrayEquals(new float[] {2 / 127f, 1}, TensorSource.read(quantized.scales(), 2));
    assertArrayEquals(
        new float[] {192, 1, 160, 128, 128, 128}, TensorSource.read(quantized.values(), 6));
  }

  @Test
  void noElementMovesByMoreThanHalfAStepHoweverTheTableComesInPieces() throws IOException {
    Random random = new Random(3);
    int width = 30;
    float[] elements = new float[40 * width];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) random.nextGaussian();
    }
    TensorSource pieces =
        out -> {
          Random lengths = new Random(4);
          for (int from = 0; from < elements.length; ) {
            int count = Math.min(1 + lengths.nextInt(70), elements.length - from);
            out.accept(elements, from, count);
            from += count;
          }
        };
    QuantizedRows quantized = new QuantizedRows(pieces, width);
    float[] values = TensorSource.read(quantized.values(), elements.length);
    float[] scales = TensorSource.read(quantized.scales(), elements.length / width);
    for (int i = 0; i < elements.length; i++) {
      assertTrue(values[i] >= 1 && values[i] <= 255, "element " + i + ": " + values[i]);
      float scale = scales[i / width];
      assertEquals(elements[i], (values[i] - QuantizedRows.ZERO) * scale, scale * 0.5001f);
    }
  }

  @Test
  void aPartOfARowIsRefused() {
    QuantizedRows quantized = new QuantizedRows(TensorSource.of(new float[7]), 3);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> TensorSource.read(quantized.values(), 7));
    assertTrue(thrown.getMessage().contains("found 1 elements more"), thrown.getMessage());
  }
}
