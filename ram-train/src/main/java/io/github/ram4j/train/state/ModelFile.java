package io.github.ram4j.train.state;

import io.github.ram4j.convert.checkpoint.TensorToWrite;
import io.github.ram4j.convert.checkpoint.TorchZipWriter;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.train.model.ComputedBuffers;
import io.github.ram4j.train.model.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Writer of models in the layout of published checkpoints. */
@SuppressWarnings("try") // scopes are there to be closed
public final class ModelFile {
  private static final int CHUNK = 1 << 18;

  private ModelFile() {}

  /**
   * Writes a checkpoint: the weights under "model" by their published names, tied ones as one
   * storage, with the buffers that published files hold beside them.
   *
   * @param others further entries
   * @throws IOException if the file cannot be written; nothing is left of it then
   */
  public static void write(
      Path file, ModelShape shape, ParameterStore parameters, Map<String, ?> others)
      throws IOException {
    Map<String, TensorToWrite> weights = new LinkedHashMap<>();
    parameters
        .layout()
        .parameters()
        .forEach((name, sizes) -> weights.put(name, tensor(sizes, parameters.get(name))));
    parameters.layout().ties().forEach((second, first) -> weights.put(second, weights.get(first)));
    ComputedBuffers.of(shape).forEach(weights::put);
    TorchZipWriter.write(file, weights, others);
  }

  /** A tensor of float32 to be written; it is read when the file is written. */
  static TensorToWrite tensor(long[] shape, Tensor tensor) {
    return TensorToWrite.floats(
        shape,
        sink -> {
          try (PointerScope scope = new PointerScope()) {
            FloatPointer values = new FloatPointer(tensor.detach().contiguous().data_ptr_float());
            long count = tensor.numel();
            float[] chunk = new float[(int) Math.min(count, CHUNK)];
            for (long done = 0; done < count; ) {
              int now = (int) Math.min(chunk.length, count - done);
              values.position(done).get(chunk, 0, now);
              sink.accept(chunk, 0, now);
              done += now;
            }
          }
        });
  }
}
