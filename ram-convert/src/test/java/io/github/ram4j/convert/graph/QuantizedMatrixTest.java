package io.github.ram4j.convert.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {
  @Test
  void aColumnsLargestWeightIs64() throws IOException {
    // Columns: 1, -2, 0.5 and zeros.
    TensorSource matrix = TensorSource.of(new float[] {1, 0, -2, 0, 0.5f, 0});
    QuantizedMatrix quantized = new QuantizedMatrix(matrix, 3, 2, 64);
    assertArrayEquals(new float[] {2 / 64f, 1}, TensorSource.read(quantized.scales(), 2));
    assertArrayEquals(new float[] {32, 0, -64, 0, 16, 0}, TensorSource.read(quantized.values(), 6));
  }

  @Test
  void noWeightMovesByMoreThanHalfAStep() throws IOException {
    Random random = new Random(3);
    float[] weights = new float[40 * 30];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    QuantizedMatrix quantized = new QuantizedMatrix(TensorSource.of(weights.clone()), 40, 30, 64);
    float[] values = TensorSource.read(quantized.values(), weights.length);
    float[] scales = TensorSource.read(quantized.scales(), 30);
    for (int i = 0; i < weights.length; i++) {
      assertTrue(Math.abs(values[i]) <= 64);
      assertEquals(weights[i], values[i] * scales[i % 30], scales[i % 30] * 0.5001f);
    }
  }
}
