package io.github.ram4j.train.model;

import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Weights from a checkpoint in the published layout. Position bias tables of another window are
 * refused, not resampled.
 *
 * @param file opened for each parameter and closed again
 */
public record StoredWeights(Path file) implements ParameterStore.Source {

  /**
   * The shape of the model in a checkpoint.
   *
   * @param asked sizes that the file may lack
   * @param withText whether its caption half is wanted
   * @throws io.github.ram4j.ModelException if it is no such model, or has no caption half
   */
  public static ModelShape shape(
      Weights weights, ArchitectureReader.Asked asked, boolean withText) {
    ArchitectureReader reader = new ArchitectureReader(weights, asked);
    Architecture sizes = reader.read();
    return new ModelShape(sizes, withText ? Optional.of(reader.readText(sizes)) : Optional.empty());
  }

  /** Returns whether the image encoder of a checkpoint has an embedding of each patch's place. */
  public static boolean hasAbsolutePositions(Path file) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return new Weights(checkpoint).has(TensorNames.POSITIONS);
    }
  }

  @Override
  public float[] read(String name, long[] shape) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return new Weights(checkpoint).floats(name, shape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
