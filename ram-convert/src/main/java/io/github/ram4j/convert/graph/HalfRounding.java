package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.HalfFloat;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What storing a weight as float16 would save and cost. */
final class HalfRounding implements TensorSource.FloatSink {
  /** Fewer elements are not worth a node that widens them. */
  private static final long FEWEST_ELEMENTS = 1 << 10;

  /** What rounding may cost at most a number within the range of halves, relative to it. */
  private static final double UNIT_ROUNDOFF = 0x1p-11;

  private double squares;
  private double squaredErrors;

  private HalfRounding() {}

  /**
   * Whether a weight is large enough, none of its elements overflows, and all in all rounding costs
   * no more than one within the range of halves: not where many are so small that their digits are
   * lost.
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
    // False, too, where a number is infinite or none.
    return rounding.squaredErrors <= rounding.squares * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
  }

  @Override
  public void accept(float[] values, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      float value = values[i];
      double error =
          HalfFloat.overflows(value)
              ? Double.POSITIVE_INFINITY
              : (double) HalfFloat.toFloat(HalfFloat.ofFloat(value)) - value;
      squares += (double) value * value;
      squaredErrors += error * error;
    }
  }
}
