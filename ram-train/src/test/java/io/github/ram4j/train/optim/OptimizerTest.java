package io.github.ram4j.train.optim;

import static io.github.ram4j.train.model.SmallModels.fill;
import static io.github.ram4j.train.model.SmallModels.floats;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.SmallModels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
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
        assertEquals(values[i], found[i], 1e-6 * Math.max(1, Math.abs(values[i])), "value " + i);
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
    assertEquals(1, GradientClip.factor(5, 0));
    assertEquals(1, GradientClip.factor(5, 10));
    assertEquals(0.2, GradientClip.factor(5, 1), 1e-6);
  }

  /** Three threads' blocks of two shards' gradients do what one thread does to their sum. */
  @Test
  void blocksDoWhatTheWholeDoes() {
    Predicate<String> trained = name -> !name.equals("label_embed");
    try (ParameterStore whole = SmallModels.parameters(SmallModels.ram(3), trained, 1);
        AdamW wholes = new AdamW(whole, 0.05);
        WeightAverage wholesAverage = new WeightAverage(whole.values(), 0.9);
        ParameterStore split = SmallModels.parameters(SmallModels.ram(3), trained, 1);
        ParameterStore first = split.replica();
        ParameterStore second = split.replica();
        AdamW splits = new AdamW(split, 0.05);
        WeightAverage splitsAverage = new WeightAverage(split.values(), 0.9)) {
      Update update = new Update(split, List.of(first, second), splits, splitsAverage);
      SplittableRandom random = new SplittableRandom(6);
      int count = (int) whole.values().numel();
      for (int step = 1; step <= 3; step++) {
        float[] one = random(count, 1, random);
        float[] two = random(count, 1, random);
        fill(first.gradients(), one);
        fill(second.gradients(), two);
        double squares = 0;
        for (int part = 0; part < 3; part++) {
          squares += update.sum(part, 3);
        }
        double norm = Math.sqrt(squares);
        for (int part = 0; part < 3; part++) {
          update.apply(part, 3, step, 0.01, norm, 1);
        }
        float[] sum = new float[count];
        double expected = 0;
        for (int i = 0; i < count; i++) {
          sum[i] = one[i] + two[i];
          expected += (double) sum[i] * sum[i];
        }
        assertEquals(Math.sqrt(expected), norm, 1e-4 * norm);
        for (int i = 0; i < count; i++) {
          sum[i] *= (float) (1 / norm);
        }
        fill(whole.gradients(), sum);
        wholes.step(step, 0.01);
        wholesAverage.add(whole.values(), step);
      }
      assertArrayEquals(floats(whole.values()), floats(split.values()), 1e-5f);
      assertArrayEquals(floats(wholesAverage.average()), floats(splitsAverage.average()), 1e-5f);
    }
  }

  @Test
  void blocksOfAllPartsAreAllElementsOnce() {
    long next = 0;
    int blocks = 0;
    for (int part = 0; part < 3; part++) {
      for (Block block : Block.ofPart(200_001, part, 3)) {
        assertEquals(next, block.start());
        next += block.count();
        blocks++;
      }
    }
    assertEquals(200_001, next);
    assertEquals(9, blocks);
  }
}
