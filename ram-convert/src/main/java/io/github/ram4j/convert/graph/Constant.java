package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.ElementOutput;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A constant tensor of a graph: its elements come from a source of floats, or are given as whole
 * numbers.
 */
final class Constant {
  private final Value value;
  private final List<Long> shape;
  private final TensorSource floats;
  private final long[] integers;

  private Constant(Value value, List<Long> shape, TensorSource floats, long[] integers) {
    this.value = value;
    this.shape = shape;
    this.floats = floats;
    this.integers = integers;
  }

  static Constant ofFloats(Value value, List<Long> shape, TensorSource source) {
    return new Constant(value, List.copyOf(shape), source, null);
  }

  static Constant ofIntegers(String name, List<Long> shape, long[] integers) {
    return new Constant(
        new Value(name, ElementType.INT64), List.copyOf(shape), null, integers.clone());
  }

  Value value() {
    return value;
  }

  /** The source of the elements, null for whole numbers. */
  TensorSource floats() {
    return floats;
  }

  List<Long> shape() {
    return shape;
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  long bytes() {
    return Math.multiplyExact(elements(), value.type().bytes());
  }

  /** Writes the elements little-endian and checks their number against the shape. */
  void writeTo(WritableByteChannel out) throws IOException {
    ElementOutput elements = new ElementOutput(out);
    long given = integers != null ? writeIntegers(elements) : writeFloats(elements);
    elements.flush();
    if (given != elements()) {
      throw new IllegalStateException(
          "constant %s of shape %s: expected %d elements, its source gave %d"
              .formatted(value.name(), shape, elements(), given));
    }
  }

  private long writeIntegers(ElementOutput out) throws IOException {
    out.putLongs(integers);
    return integers.length;
  }

  private long writeFloats(ElementOutput out) throws IOException {
    long[] given = {0};
    floats.writeTo(
        (values, offset, count) -> {
          given[0] += count;
          switch (value.type()) {
            case FLOAT16 -> out.putHalves(values, offset, count);
            case INT8, UINT8 -> out.putBytes(values, offset, count);
            default -> out.putFloats(values, offset, count);
          }
        });
    return given[0];
  }
}
