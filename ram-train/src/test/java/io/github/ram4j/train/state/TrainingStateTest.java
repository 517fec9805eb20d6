package io.github.ram4j.train.state;

import static io.github.ram4j.train.model.SmallModels.fill;
import static io.github.ram4j.train.model.SmallModels.floats;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.SmallModels;
import io.github.ram4j.train.model.StoredWeights;
import io.github.ram4j.train.optim.AdamW;
import io.github.ram4j.train.optim.WeightAverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateTest {
  private static final ModelShape SHAPE = SmallModels.ram(3);
  private static final TrainingState.Progress PROGRESS =
      new TrainingState.Progress(12, 3.5, 0.25, "steps 20");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("last.pth");
  }

  private static TrainingState state(ModelShape shape, long seed) {
    ParameterStore store = SmallModels.parameters(shape, name -> !name.equals("label_embed"), seed);
    return new TrainingState(store, new AdamW(store, 0.05), new WeightAverage(store.values(), 0.9));
  }

  private static void close(TrainingState state) {
    state.average().close();
    state.optimizer().close();
    state.parameters().close();
  }

  private static void fillWith(Tensor tensor, float value) {
    float[] values = new float[(int) tensor.numel()];
    Arrays.fill(values, value);
    fill(tensor, values);
  }

  @Test
  void whatIsSavedComesBack() throws IOException {
    TrainingState state = state(SHAPE, 1);
    TrainingState other = state(SHAPE, 2);
    try {
      fillWith(state.optimizer().mean(), 2);
      fillWith(state.optimizer().square(), 3);
      fillWith(state.average().average(), 4);
      float[] values = floats(state.parameters().values());
      state.save(file(), SHAPE, PROGRESS);
      assertArrayEquals(values, floats(state.parameters().values()), "saving changes nothing");
      assertEquals(4, floats(state.average().average())[0]);

      assertEquals(PROGRESS, other.restore(file()));
      assertArrayEquals(values, floats(other.parameters().values()));
      assertEquals(2, floats(other.optimizer().mean())[5]);
      assertEquals(3, floats(other.optimizer().square())[5]);
      assertEquals(4, floats(other.average().average())[5]);
    } finally {
      close(state);
      close(other);
    }
  }

  @Test
  void theFilesWeightsAreTheAverage() throws IOException {
    TrainingState state = state(SHAPE, 1);
    try {
      fillWith(state.average().average(), 4);
      state.save(file(), SHAPE, PROGRESS);
      float[] bias = new StoredWeights(file()).read("fc.bias", new long[] {1});
      assertArrayEquals(new float[] {4}, bias);
      long[] shape = {3, ModelShape.CLIP_WIDTH};
      assertArrayEquals(
          floats(state.parameters().get("label_embed")),
          new StoredWeights(file()).read("label_embed", shape));
    } finally {
      close(state);
    }
  }

  @Test
  void theStateOfAnotherModelIsRefused() throws IOException {
    TrainingState state = state(SHAPE, 1);
    ModelShape wider =
        ModelShape.of(
            SHAPE.family(),
            32,
            8,
            List.of(1, 1),
            List.of(1, 2),
            2,
            3,
            new ModelShape.HeadSizes(8, 16, 1, 2),
            SHAPE.text());
    TrainingState other = state(wider, 1);
    try {
      state.save(file(), SHAPE, PROGRESS);
      ModelException refused = assertThrows(ModelException.class, () -> other.restore(file()));
      assertTrue(refused.getMessage().contains(file().toString()), refused.getMessage());
      assertTrue(
          refused.getMessage().contains(state.parameters().values().numel() + ""),
          refused.getMessage());
    } finally {
      close(state);
      close(other);
    }
  }

  @Test
  void aCheckpointWithoutAStateIsRefused() throws IOException {
    TrainingState state = state(SHAPE, 1);
    try {
      ModelFile.write(file(), SHAPE, state.parameters(), Map.of());
      ModelException refused = assertThrows(ModelException.class, () -> state.restore(file()));
      assertTrue(refused.getMessage().contains("without one"), refused.getMessage());
    } finally {
      close(state);
    }
  }
}
