package io.github.ram4j.convert.graph;

import io.github.ram4j.bytes.HalfFloat;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A measurement of a weight's rounding error as float16. */
final class HalfRounding implements TensorSource.FloatSink {
  /** The fewest elements worth a conversion node. */
  private static final long FEWEST_ELEMENTS = 1 << 10;

  /** The largest relative rounding error within float16's normal range. */
  private static final double UNIT_ROUNDOFF = 0x1p-11;

  private double squares;
  private double squaredErrors;

  private HalfRounding() {}

  /**
   * Returns whether a weight is large enough, no element overflows, and the relative
   * root-mean-square rounding error is within float16's unit roundoff. Weights fail if many
   * elements are so small that they lose digits.
   */
  static boolean isHarmless(List<Long> shape, TensorSource source) {
    if (shape.stream().reduce(1L, Math::multiplyExact) < FEWEST_ELEMENTS) {
      return false;
    }
    HalfRounding rounding = new HalfRounding();
    try {
      source.writeTo(rounding);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a weight", e);
    }
    // The comparison is false for infinite values and NaN, too.
    return rounding.squaredErrors <= rounding.squares * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
  }

  @Override
  public void accept(float[] values, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      float value = values[i];
      double error =
          HalfFloat.overflows(value)
              ? Double.POSITIVE_INFINITY
              : (double) HalfFloat.toFloat(HalfFloat.clipped(value)) - value;
      squares += (double) value * value;
      squaredErrors += error * error;
    }
  }
}
