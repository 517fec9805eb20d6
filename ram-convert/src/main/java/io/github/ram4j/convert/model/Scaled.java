package io.github.ram4j.convert.model;

import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;

/** Tensors times a number. */
final class Scaled {
  private Scaled() {}

  /** Returns a source of a tensor's elements times a number. */
  static TensorSource by(float scale, TensorSource source) {
    return out ->
        source.writeTo(
            (values, offset, count) -> {
              float[] chunk = Arrays.copyOfRange(values, offset, offset + count);
              for (int i = 0; i < count; i++) {
                chunk[i] *= scale;
              }
              out.accept(chunk, 0, count);
            });
  }
}
