package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor of an open {@link Checkpoint}: name, type and shape, and its elements on request.
 *
 * <p>Elements are copied by the {@code read} methods only, into arrays that the caller owns.
 * Thread-safe. The reading methods throw {@link IllegalStateException} once the checkpoint is
 * closed, and {@link InternalError} if another program shortens the file meanwhile.
 */
public final class CheckpointTensor {
  /** The number of elements copied at once. */
  private static final int CHUNK_ELEMENTS = 1 << 18;

  private final String name;
  private final TensorData data;
  private final TensorLayout layout;
  private final boolean negative;
  private final boolean finite;

  /** A tensor, negated against its storage if {@code negative} is true. */
  CheckpointTensor(String name, TensorData data, TensorLayout layout, boolean negative) {
    this(name, data, layout, negative, false);
  }

  private CheckpointTensor(
      String name, TensorData data, TensorLayout layout, boolean negative, boolean finite) {
    this.name = name;
    this.data = data;
    this.layout = layout;
    this.negative = negative;
    this.finite = finite;
  }

  /** Returns the same tensor under another name. */
  CheckpointTensor renamed(String newName) {
    return new CheckpointTensor(newName, data, layout, negative, finite);
  }

  /**
   * Returns the same tensor with a check of its elements, for weights of a model: reading fails at
   * an element that is NaN, infinite, or a float64 beyond float32's range.
   *
   * @return a tensor whose {@code read} methods and elements throw {@link ModelException} at such
   *     an element; the message names the tensor and the element
   */
  public CheckpointTensor requiringFinite() {
    return new CheckpointTensor(name, data, layout, negative, true);
  }

  /**
   * The tensor's name in the model, without prefixes of wrappers such as "module.".
   *
   * @return for example {@code visual_encoder.norm.weight}
   */
  public String name() {
    return name;
  }

  /**
   * The dtype of the stored elements.
   *
   * @return the dtype
   */
  public DType dtype() {
    return data.dtype();
  }

  /**
   * The size of each dimension; empty for a single number.
   *
   * @return a new array
   */
  public long[] shape() {
    return layout.shape();
  }

  /**
   * The number of elements: the product of the shape.
   *
   * @return 0 or more
   */
  public long elementCount() {
    return layout.elementCount();
  }

  /**
   * Returns whether the elements lie in the file in row-major order without gaps, the fastest
   * layout to read.
   *
   * @return false for transposed, cut out or expanded views of a storage
   */
  public boolean isContiguous() {
    return layout.isContiguous();
  }

  /**
   * Copies elements in row-major order for any strides, converted to float32. Whole numbers beyond
   * 2^24 and double precision values are rounded; truth values become 0 and 1.
   *
   * @param start index of the first element
   * @param dst array to fill
   * @param offset the first index of {@code dst} to fill
   * @param count number of elements
   * @throws IndexOutOfBoundsException if the range is not inside the tensor, or not inside {@code
   *     dst}
   * @throws ModelException if an element is not finite and the tensor {@linkplain #requiringFinite
   *     requires} it to be
   */
  public void readFloats(long start, float[] dst, int offset, int count) {
    Objects.checkFromIndexSize(start, count, elementCount());
    Objects.checkFromIndexSize(offset, count, dst.length);
    int[] at = {offset};
    layout.walk(
        start,
        count,
        (first, stride, length) -> {
          data.floats(first, stride, dst, at[0], length);
          at[0] += length;
        });
    if (negative) {
      for (int i = offset; i < offset + count; i++) {
        dst[i] = -dst[i];
      }
    }
    if (finite && dtype().isFloatingPoint()) {
      requireFinite(start, dst, offset, count);
    }
  }

  private void requireFinite(long start, float[] values, int offset, int count) {
    // A product with 0 is 0, or NaN where the number is not finite. An addition waits for the one
    // before it, so there are four sums.
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = offset;
    for (; i < offset + count - 3; i += 4) {
      first += values[i] * 0;
      second += values[i + 1] * 0;
      third += values[i + 2] * 0;
      fourth += values[i + 3] * 0;
    }
    for (; i < offset + count; i++) {
      first += values[i] * 0;
    }
    if (first + second + third + fourth == 0) {
      return;
    }
    int at = offset;
    while (Float.isFinite(values[at])) {
      at++;
    }
    throw data.file()
        .problem(
            "tensor "
                + Quoted.of(name)
                + ": expected finite numbers, found "
                + values[at]
                + " at "
                + Arrays.toString(place(start + at - offset))
                + " of shape "
                + Arrays.toString(shape())
                + (dtype() == DType.FLOAT64 && !Float.isNaN(values[at])
                    ? " as float32 holds it"
                    : "")
                + ": the training that wrote it failed, or the file is damaged");
  }

  /** The indices of an element from its number in row-major order. */
  private long[] place(long element) {
    long[] place = shape();
    long rest = element;
    for (int i = place.length - 1; i >= 0; i--) {
      long size = place[i];
      place[i] = rest % size;
      rest /= size;
    }
    return place;
  }

  /**
   * Returns all elements as {@link #readFloats} converts them.
   *
   * @return a new array
   * @throws ModelException if the elements exceed the length of an array
   */
  public float[] readAllFloats() {
    float[] values = new float[arrayLength()];
    readFloats(0, values, 0, values.length);
    return values;
  }

  /**
   * Returns a source of all elements as {@link #readFloats} converts them, copied in chunks on
   * request.
   *
   * @return a source for a tensor to write
   */
  public TensorSource elements() {
    return elements(0, elementCount());
  }

  /**
   * Returns a source of a range of the elements, as {@link #elements()}.
   *
   * @param start index of the first element
   * @param count number of elements
   * @throws IndexOutOfBoundsException if the range is not inside the tensor
   */
  public TensorSource elements(long start, long count) {
    Objects.checkFromIndexSize(start, count, elementCount());
    return out -> {
      float[] chunk = new float[(int) Math.min(count, CHUNK_ELEMENTS)];
      for (long done = 0; done < count; ) {
        int now = (int) Math.min(chunk.length, count - done);
        readFloats(start + done, chunk, 0, now);
        out.accept(chunk, 0, now);
        done += now;
      }
    };
  }

  /**
   * Returns all elements of a tensor of whole numbers or truth values (0 and 1), exactly.
   *
   * @return a new array in row-major order
   * @throws ModelException if the tensor has a floating-point dtype, or more elements than an array
   */
  public long[] readLongs() {
    if (dtype().isFloatingPoint()) {
      throw data.file()
          .problem(
              "tensor "
                  + Quoted.of(name)
                  + ": expected whole numbers, found "
                  + dtype().torchName());
    }
    long[] values = new long[arrayLength()];
    int[] at = {0};
    layout.walk(
        0,
        values.length,
        (first, stride, length) -> {
          data.longs(first, stride, values, at[0], length);
          at[0] += length;
        });
    if (negative) {
      for (int i = 0; i < values.length; i++) {
        values[i] = -values[i];
      }
    }
    return values;
  }

  private int arrayLength() {
    if (elementCount() > Integer.MAX_VALUE) {
      throw data.file()
          .problem(
              "tensor "
                  + Quoted.of(name)
                  + ": expected at most 2147483647 elements to read at once, found "
                  + elementCount());
    }
    return (int) elementCount();
  }

  /** Returns name, dtype and shape. */
  @Override
  public String toString() {
    return name + " " + dtype().torchName() + " " + Arrays.toString(shape());
  }
}
