package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.bytes.HalfFloat;
import io.github.ram4j.convert.tensor.ElementOutput;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * A tensor for {@link TorchZipWriter}: dtype, shape and a source of the elements. One object under
 * two names is stored once, and PyTorch gives both names one storage.
 */
public final class TensorToWrite {
  private final DType dtype;
  private final long[] shape;
  private final long[] strides;
  private final long elements;
  private final Content content;

  /** A writer of elements that returns their number. */
  @FunctionalInterface
  private interface Content {
    long put(String name, ElementOutput out) throws IOException;
  }

  private TensorToWrite(DType dtype, long[] shape, Content content) {
    try {
      this.elements = TensorLayout.contiguous(shape).elementCount();
      this.strides = TensorLayout.contiguousStrides(shape);
    } catch (InvalidLayoutException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    this.content = content;
  }

  /**
   * A tensor of float32.
   *
   * @param shape the sizes, empty for a scalar
   * @param source the source of the elements in row-major order; read once per written file
   * @throws IllegalArgumentException if a size is negative
   */
  public static TensorToWrite floats(long[] shape, TensorSource source) {
    return new TensorToWrite(
        DType.FLOAT32,
        shape,
        (name, out) -> {
          long[] given = {0};
          source.writeTo(
              (values, offset, count) -> {
                out.putFloats(values, offset, count);
                given[0] += count;
              });
          return given[0];
        });
  }

  /**
   * A tensor of float16: each element becomes the nearest half, ties to even. Writing fails with a
   * {@link ModelException} at a finite element beyond the largest half; the message names the
   * element.
   *
   * @param shape the sizes, empty for a scalar
   * @param source the source of the elements in row-major order; read once per written file
   * @throws IllegalArgumentException if a size is negative
   */
  public static TensorToWrite halves(long[] shape, TensorSource source) {
    return new TensorToWrite(
        DType.FLOAT16,
        shape,
        (name, out) -> {
          long[] given = {0};
          source.writeTo(
              (values, offset, count) -> {
                requireHalves(name, given[0], values, offset, count);
                out.putHalves(values, offset, count);
                given[0] += count;
              });
          return given[0];
        });
  }

  private static void requireHalves(String name, long done, float[] values, int offset, int count) {
    for (int i = 0; i < count; i++) {
      if (HalfFloat.overflows(values[offset + i])) {
        throw new ModelException(
            "tensor "
                + Quoted.of(name)
                + ": expected numbers that float16 holds, up to 65504, found "
                + values[offset + i]
                + " at element "
                + (done + i));
      }
    }
  }

  /**
   * A tensor of int64.
   *
   * @param shape the sizes, empty for a scalar
   * @param values the elements in row-major order, not copied
   * @throws IllegalArgumentException if their number differs from the shape's
   */
  public static TensorToWrite longs(long[] shape, long[] values) {
    return whole(
        new TensorToWrite(
            DType.INT64,
            shape,
            (name, out) -> {
              out.putLongs(values);
              return values.length;
            }),
        values.length);
  }

  /**
   * A tensor of truth values.
   *
   * @param shape the sizes, empty for a scalar
   * @param values the elements in row-major order, not copied
   * @throws IllegalArgumentException if their number differs from the shape's
   */
  public static TensorToWrite booleans(long[] shape, boolean[] values) {
    return whole(
        new TensorToWrite(
            DType.BOOL,
            shape,
            (name, out) -> {
              out.putBooleans(values);
              return values.length;
            }),
        values.length);
  }

  private static TensorToWrite whole(TensorToWrite tensor, int given) {
    if (given != tensor.elements) {
      throw new IllegalArgumentException(
          "shape %s: expected %d elements, found %d"
              .formatted(Arrays.toString(tensor.shape), tensor.elements, given));
    }
    return tensor;
  }

  /** The dtype of the stored elements. */
  public DType dtype() {
    return dtype;
  }

  /** The size of each dimension, in a new array. */
  public long[] shape() {
    return shape.clone();
  }

  /** Writes the tensor's description over a storage of its own. */
  void describe(PickleOutput out, String storage) {
    out.global("torch._utils", "_rebuild_tensor_v2").ops("((").text("storage");
    out.global("torch", storageClass()).text(storage).text("cpu").number(elements).ops("tQ");
    out.number(0).tuple(shape).tuple(strides).bool(false);
    out.global("collections", "OrderedDict").ops(")RtR");
  }

  private String storageClass() {
    return switch (dtype) {
      case FLOAT32 -> "FloatStorage";
      case FLOAT16 -> "HalfStorage";
      case INT64 -> "LongStorage";
      case BOOL -> "BoolStorage";
      default -> throw new IllegalStateException(dtype + " is not written");
    };
  }

  long elements() {
    return elements;
  }

  long bytes() {
    return Math.multiplyExact(elements, dtype.bytes());
  }

  /**
   * Writes the elements.
   *
   * @param name the tensor's name in messages
   * @throws IllegalArgumentException if the source's number of elements differs from the shape's
   */
  void writeTo(String name, WritableByteChannel out) throws IOException {
    ElementOutput output = new ElementOutput(out);
    long given = content.put(name, output);
    output.flush();
    if (given != elements) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s: expected %d elements, its source gave %d"
              .formatted(Quoted.of(name), Arrays.toString(shape), elements, given));
    }
  }
}
