package io.github.ram4j.train.optim;

import static io.github.ram4j.train.model.SmallModels.fill;
import static io.github.ram4j.train.model.SmallModels.floats;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.SmallModels;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static float[] random(int count, double scale, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextDouble(-1, 1));
    }
    return values;
  }

  /** The algorithm as the paper has it, in float64. */
  @Test
  void adamWIsThePapersAlgorithm() {
    double decay = 0.05;
    try (ParameterStore store =
            SmallModels.parameters(SmallModels.ram(3), name -> name.startsWith("fc."), 1);
        AdamW optimizer = new AdamW(store, decay)) {
      float[] start = floats(store.values());
      double[] values = new double[start.length];
      double[] mean = new double[start.length];
      double[] square = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        values[i] = start[i];
      }
      SplittableRandom random = new SplittableRandom(2);
      for (int step = 1; step <= 20; step++) {
        double rate = 0.01 / step;
        float[] gradients = random(start.length, 3, random);
        fill(store.gradients(), gradients);
        optimizer.step(step, rate);
        for (int i = 0; i < values.length; i++) {
          mean[i] = 0.9 * mean[i] + 0.1 * gradients[i];
          square[i] = 0.999 * square[i] + 0.001 * gradients[i] * (double) gradients[i];
          double first = mean[i] / (1 - Math.pow(0.9, step));
          double second = square[i] / (1 - Math.pow(0.999, step));
          values[i] -= rate * (decay * values[i] + first / (Math.sqrt(second) + 1e-8));
        }
      }
      float[] found = floats(store.values());
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], found[i], 1e-6, "value " + i);
      }
    }
  }

  @Test
  void whatIsNotTrainedStays() {
    try (ParameterStore store =
            SmallModels.parameters(SmallModels.ram(3), name -> name.startsWith("fc."), 1);
        AdamW optimizer = new AdamW(store, 0.5)) {
      float[] before = floats(store.get("image_proj.weight"));
      float[] trained = floats(store.get("fc.weight"));
      fill(store.gradients(), random((int) store.gradients().numel(), 1, new SplittableRandom(4)));
      optimizer.step(1, 0.1);
      assertArrayEquals(before, floats(store.get("image_proj.weight")));
      assertThrows(
          AssertionError.class, () -> assertArrayEquals(trained, floats(store.get("fc.weight"))));
    }
  }

  @Test
  void theAverageFollowsTheWeights() {
    Tensor values = torch.zeros(2);
    try (WeightAverage average = new WeightAverage(values, 0.5)) {
      double expected = 0;
      for (int step = 1; step <= 10; step++) {
        fill(values, new float[] {step, -step});
        average.add(values, step);
        double decay = Math.min(0.5, (1.0 + step) / (10 + step));
        expected = decay * expected + (1 - decay) * step;
        assertEquals(expected, floats(average.average())[0], 1e-5, "step " + step);
        assertEquals(-expected, floats(average.average())[1], 1e-5, "step " + step);
      }
    }
  }

  @Test
  void withoutAnAverageTheWeightsAreTaken() {
    Tensor values = torch.zeros(1);
    try (WeightAverage average = new WeightAverage(values, 0)) {
      fill(values, new float[] {7});
      average.add(values, 1);
      assertEquals(7, floats(average.average())[0]);
    }
  }

  @Test
  void theAverageStandsInForAWhile() {
    Tensor values = torch.zeros(1);
    try (WeightAverage average = new WeightAverage(values, 0.9)) {
      fill(values, new float[] {4});
      average.exchanged(
          values,
          () -> {
            assertEquals(0, floats(values)[0]);
            assertEquals(4, floats(average.average())[0]);
          });
      assertEquals(4, floats(values)[0]);
      assertEquals(0, floats(average.average())[0]);
      assertThrows(
          IllegalStateException.class,
          () ->
              average.exchanged(
                  values,
                  () -> {
                    throw new IllegalStateException();
                  }));
      assertEquals(4, floats(values)[0]);
    }
  }

  @Test
  void gradientsAreScaledToTheBoundAndNeverUp() {
    Tensor gradients = torch.zeros(2);
    fill(gradients, new float[] {3, -4});
    assertEquals(5, GradientClip.clip(gradients, 0), 1e-6);
    assertEquals(5, GradientClip.clip(gradients, 10), 1e-6);
    assertArrayEquals(new float[] {3, -4}, floats(gradients));
    assertEquals(5, GradientClip.clip(gradients, 1), 1e-6);
    assertArrayEquals(new float[] {0.6f, -0.8f}, floats(gradients), 1e-5f);
  }
}
