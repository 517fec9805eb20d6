package io.github.ram4j.train.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.PublishedLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/** Models of a few thousand parameters, for tests. */
public final class SmallModels {
  private SmallModels() {}

  /** A RAM of some tags. */
  public static ModelShape ram(int tags) {
    return ModelShape.of(
        ModelFamily.RAM,
        32,
        4,
        List.of(1, 1),
        List.of(1, 2),
        2,
        tags,
        new ModelShape.HeadSizes(8, 16, 1, 2),
        Optional.empty());
  }

  /** Its parameters from a seed; those of some names are trained. */
  public static ParameterStore parameters(ModelShape shape, Predicate<String> trained, long seed) {
    return ParameterStore.of(PublishedLayout.of(shape), trained, new InitialWeights(seed));
  }

  /** The elements of a float32 tensor. */
  public static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    new FloatPointer(tensor.detach().contiguous().data_ptr_float()).get(values);
    return values;
  }

  /** Writes the elements of a float32 tensor. */
  public static void fill(Tensor tensor, float[] values) {
    new FloatPointer(tensor.data_ptr_float()).put(values);
  }
}
