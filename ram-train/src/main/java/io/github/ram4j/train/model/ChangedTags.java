package io.github.ram4j.train.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import java.util.Set;

/**
 * Weights of a model with another vocabulary: rows of kept tags are copied, rows of new tags are
 * initialized as in a new model, and all other weights stay.
 *
 * @param before the model as it is
 * @param weights its weights
 * @param kept for each tag its index in the model as it is, or -1 for a new tag
 * @param begun initial weights of new tags
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a training, compared by none
public record ChangedTags(
    ModelShape before, ParameterStore.Source weights, int[] kept, InitialWeights begun)
    implements ParameterStore.Source {
  /** Names of the parameters with a row or a number for each tag. */
  private static final Set<String> OF_TAGS =
      Set.of(TensorNames.LABELS, TensorNames.TAG2TEXT_LABELS, "fc.W", "fc.b");

  /** Returns whether a parameter has its own values for each tag. */
  public static boolean isOfTags(String name) {
    return OF_TAGS.contains(name);
  }

  @Override
  public float[] read(String name, long[] shape) {
    if (!isOfTags(name)) {
      return weights.read(name, shape);
    }
    long[] old = shape.clone();
    int axis = name.startsWith(TensorNames.LABELS) ? 0 : 1;
    int rows = before.family().equals(ModelFamily.RAM_PLUS) ? Architecture.DESCRIPTIONS_PER_TAG : 1;
    old[axis] = (long) before.sizes().tags() * rows;
    float[] from = weights.read(name, old);
    float[] to = begun.read(name, shape);
    int width = to.length / kept.length;
    for (int tag = 0; tag < kept.length; tag++) {
      if (kept[tag] >= 0) {
        System.arraycopy(from, kept[tag] * width, to, tag * width, width);
      }
    }
    return to;
  }
}
