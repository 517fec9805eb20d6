package io.github.ram4j.train.state;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointEntry;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.optim.AdamW;
import io.github.ram4j.train.optim.WeightAverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * State of a training, to resume it from: one file, {@code last.pth}, a checkpoint like any other
 * whose weights are the average, with the optimizer beside them.
 *
 * @param parameters the weights as the last step left them
 * @param optimizer the optimizer with its moments
 * @param average average of the weights
 */
@SuppressWarnings("try") // scopes are there to be closed
public record TrainingState(ParameterStore parameters, AdamW optimizer, WeightAverage average) {
  private static final String STATE = "training";

  /**
   * Progress of a training.
   *
   * @param step the last step, 0 before the first
   * @param seconds time of all runs together
   * @param best mean average precision of the best validation, below 0 before the first
   * @param options the options as text, for a later run to compare
   */
  public record Progress(long step, double seconds, double best, String options) {}

  /** Writes the state; an older file is replaced once the new one is complete. */
  public void save(Path file, ModelShape shape, Progress progress) throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    tensors().forEach((name, tensor) -> state.put(name, flat(tensor)));
    state.put("step", progress.step());
    state.put("seconds", progress.seconds());
    state.put("best", progress.best());
    state.put("options", progress.options());
    IOException[] failed = new IOException[1];
    average.exchanged(
        parameters.values(),
        () -> {
          // The flat values are read while the average stands in their place, so name them anew.
          state.put("values", flat(average.average()));
          state.put("average", flat(parameters.values()));
          try {
            ModelFile.write(file, shape, parameters, Map.of(STATE, state));
          } catch (IOException e) {
            failed[0] = e;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  /**
   * Reads a state back into the tensors.
   *
   * @throws ModelException if the file is no state of this model
   */
  public Progress restore(Path file) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointEntry entry = checkpoint.entries().get(STATE);
      if (entry == null) {
        throw new ModelException(
            file + ": expected the state of a training, found a checkpoint without one");
      }
      Map<String, CheckpointEntry> state = entry.asMap();
      for (Map.Entry<String, Tensor> tensor : tensors().entrySet()) {
        fill(file, tensor.getValue(), require(file, state, tensor.getKey()).asTensor());
      }
      return new Progress(
          require(file, state, "step").asLong(),
          require(file, state, "seconds").asDouble(),
          require(file, state, "best").asDouble(),
          require(file, state, "options").asString());
    }
  }

  private Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("values", parameters.values());
    tensors.put("average", average.average());
    tensors.put("exp_avg", optimizer.mean());
    tensors.put("exp_avg_sq", optimizer.square());
    return tensors;
  }

  private static Object flat(Tensor tensor) {
    return ModelFile.tensor(new long[] {tensor.numel()}, tensor);
  }

  private static CheckpointEntry require(
      Path file, Map<String, CheckpointEntry> state, String name) {
    CheckpointEntry entry = state.get(name);
    if (entry == null) {
      throw new ModelException(
          "%s: state of a training: expected an entry %s, found %s"
              .formatted(file, name, state.keySet()));
    }
    return entry;
  }

  private static void fill(Path file, Tensor tensor, CheckpointTensor stored) {
    if (stored.elementCount() != tensor.numel()) {
      throw new ModelException(
          "%s: %s: expected %d elements as the model that is trained has, found %d"
              .formatted(file, stored.name(), tensor.numel(), stored.elementCount()));
    }
    try (PointerScope scope = new PointerScope()) {
      FloatPointer values = new FloatPointer(tensor.data_ptr_float());
      float[] chunk = new float[(int) Math.min(stored.elementCount(), 1 << 18)];
      for (long done = 0; done < stored.elementCount(); ) {
        int now = (int) Math.min(chunk.length, stored.elementCount() - done);
        stored.readFloats(done, chunk, 0, now);
        values.position(done).put(chunk, 0, now);
        done += now;
      }
    }
  }
}
