package io.github.ram4j.recipe.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RidgeFitTest {
  @Test
  void findsTheLayerThatMadeThePairs() {
    float[][] x = {{1, 0}, {0, 1}, {1, 1}, {2, -1}, {-1, 3}};
    float[][] y = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = new float[] {2 * x[i][0] - x[i][1] + 3, 0.5f * x[i][1] - 1};
    }
    RidgeFit fit = RidgeFit.of(x, y, 1e-6);
    assertArrayEquals(new float[] {2, -1, 0, 0.5f}, fit.weights(), 1e-4f);
    assertArrayEquals(new float[] {3, -1}, fit.biases(), 1e-4f);
  }

  @Test
  void meetsAllPairsWhereInputsAreMoreThanPairs() {
    float[][] x = {{1, 2, 0, 1}, {0, 1, 3, -1}, {2, 0, 1, 1}};
    float[][] y = {{5}, {-2}, {1}};
    RidgeFit fit = RidgeFit.of(x, y, 1e-6);
    for (int i = 0; i < x.length; i++) {
      double found = fit.biases()[0];
      for (int k = 0; k < 4; k++) {
        found += fit.weights()[k] * x[i][k];
      }
      assertEquals(y[i][0], found, 1e-3);
    }
  }

  /** One input, centred: weight = Σ x·y / (Σ x² + ridge), by hand 4 / (2 + 2). */
  @Test
  void aRidgeMakesWeightsSmallAndLeavesTheMean() {
    RidgeFit fit = RidgeFit.of(new float[][] {{1}, {3}}, new float[][] {{2}, {6}}, 2);
    assertArrayEquals(new float[] {1}, fit.weights(), 1e-6f);
    assertArrayEquals(new float[] {2}, fit.biases(), 1e-6f);
  }

  @Test
  void badInputIsNamed() {
    float[][] one = {{1}};
    IllegalArgumentException counts =
        assertThrows(
            IllegalArgumentException.class, () -> RidgeFit.of(one, new float[][] {{1}, {2}}, 1));
    assertEquals(
        "pairs: expected as many outputs as inputs, at least one, found 1 inputs, 2 outputs",
        counts.getMessage());
    IllegalArgumentException ridge =
        assertThrows(IllegalArgumentException.class, () -> RidgeFit.of(one, one, 0));
    assertEquals("ridge: expected a number above 0, found 0.0", ridge.getMessage());
  }
}
