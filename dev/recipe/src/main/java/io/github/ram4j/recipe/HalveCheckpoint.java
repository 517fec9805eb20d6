package io.github.ram4j.recipe;

import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.checkpoint.DType;
import io.github.ram4j.convert.checkpoint.TensorToWrite;
import io.github.ram4j.convert.checkpoint.TorchZipWriter;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes a trained model's weights as float16, without the rest of its file: the checkpoint kept in
 * the repository.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.HalveCheckpoint TRAINING/best.pth --out clipart-ram.pth
 * </pre>
 */
@Command(
    name = "HalveCheckpoint",
    description = "Writes the weights of a checkpoint as float16.",
    mixinStandardHelpOptions = true)
public final class HalveCheckpoint implements Callable<Integer> {
  @Parameters(paramLabel = "CHECKPOINT", description = "What a training wrote.")
  private Path checkpoint;

  @Option(names = "--out", required = true, description = "The checkpoint to write.")
  private Path out;

  HalveCheckpoint() {}

  /**
   * Writes.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new HalveCheckpoint(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    try (Checkpoint trained = Checkpoint.open(checkpoint)) {
      Map<String, TensorToWrite> weights = new LinkedHashMap<>();
      trained.tensors().forEach((name, tensor) -> weights.put(name, halved(tensor)));
      TorchZipWriter.write(out, weights, Map.of());
      System.out.printf("%d tensors in %s%n", weights.size(), out);
    }
    return 0;
  }

  /** Returns a tensor of numbers as float16, and a table of indices unchanged. */
  private static TensorToWrite halved(CheckpointTensor tensor) {
    return tensor.dtype() == DType.INT64
        ? TensorToWrite.longs(tensor.shape(), tensor.readLongs())
        : TensorToWrite.halves(tensor.shape(), tensor.elements());
  }
}
