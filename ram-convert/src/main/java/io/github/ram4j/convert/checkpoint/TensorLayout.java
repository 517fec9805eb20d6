package io.github.ram4j.convert.checkpoint;

import java.util.Arrays;

/**
 * The layout of a tensor in its storage: shape, strides and offset, all in elements.
 *
 * <p>Immutable. {@link #of} checks that every addressed element is inside the storage, so later
 * arithmetic cannot overflow.
 */
final class TensorLayout {
  /** The largest number of dimensions: more than any model has. */
  static final int MAX_RANK = 32;

  /** The most elements of an expanded view (stride 0), which has more elements than its storage. */
  private static final long MAX_REPEATED = 1L << 24;

  private final long[] shape;
  private final long offset;
  private final long elementCount;

  /** The shape with as few dimensions as possible; empty for a single element. */
  private final long[] foldedShape;

  private final long[] foldedStrides;

  private TensorLayout(long[] shape, long[] strides, long offset, long elementCount) {
    this.shape = shape;
    this.offset = offset;
    this.elementCount = elementCount;
    long[] sizes = new long[shape.length];
    long[] steps = new long[shape.length];
    int rank = elementCount == 0 ? 0 : fold(shape, strides, sizes, steps);
    this.foldedShape = Arrays.copyOf(sizes, rank);
    this.foldedStrides = Arrays.copyOf(steps, rank);
  }

  /** Drops dimensions of size 1 and joins neighbours that share a stride. */
  private static int fold(long[] shape, long[] strides, long[] sizes, long[] steps) {
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 1) {
        continue;
      }
      if (rank > 0 && steps[rank - 1] == shape[i] * strides[i]) {
        sizes[rank - 1] *= shape[i];
        steps[rank - 1] = strides[i];
      } else {
        sizes[rank] = shape[i];
        steps[rank++] = strides[i];
      }
    }
    return rank;
  }

  /**
   * Checks a layout.
   *
   * @param stored number of elements in the storage
   * @throws InvalidLayoutException if sizes and strides are invalid, or reach outside the storage
   */
  static TensorLayout of(long[] shape, long[] strides, long offset, long stored)
      throws InvalidLayoutException {
    if (shape.length != strides.length || shape.length > MAX_RANK) {
      throw new InvalidLayoutException(
          "expected as many strides as dimensions and at most "
              + MAX_RANK
              + ", found "
              + shape.length
              + " dimensions and "
              + strides.length
              + " strides");
    }
    long count = elementCount(shape);
    long last = offset;
    try {
      for (int i = 0; i < shape.length; i++) {
        if (strides[i] < 0 || offset < 0) {
          throw new InvalidLayoutException(
              "expected strides and offset of 0 or more, found "
                  + Arrays.toString(strides)
                  + " and "
                  + offset);
        }
        if (count > 0) {
          last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        }
      }
    } catch (ArithmeticException e) {
      last = Long.MAX_VALUE;
    }
    if (offset < 0 || (count > 0 && last >= stored)) {
      throw new InvalidLayoutException(
          "shape "
              + Arrays.toString(shape)
              + " with strides "
              + Arrays.toString(strides)
              + " from element "
              + offset
              + " leaves its storage of "
              + stored
              + " elements");
    }
    if (count > stored && count > MAX_REPEATED) {
      throw new InvalidLayoutException(
          "shape " + Arrays.toString(shape) + " repeats a storage of " + stored + " elements");
    }
    return new TensorLayout(shape.clone(), strides, offset, count);
  }

  /** The row-major layout of a shape without gaps. */
  static TensorLayout contiguous(long[] shape) throws InvalidLayoutException {
    return of(shape, contiguousStrides(shape), 0, elementCount(shape));
  }

  /** The strides of row-major order without gaps; all 1 for an empty tensor. */
  static long[] contiguousStrides(long[] shape) throws InvalidLayoutException {
    long count = elementCount(shape);
    long[] strides = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step = count == 0 ? 1 : step * shape[i];
    }
    return strides;
  }

  private static long elementCount(long[] shape) throws InvalidLayoutException {
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        throw new InvalidLayoutException(
            "expected sizes of 0 or more, found " + Arrays.toString(shape));
      }
      empty |= size == 0;
    }
    if (empty) {
      return 0;
    }
    long count = 1;
    try {
      for (long size : shape) {
        count = Math.multiplyExact(count, size);
      }
    } catch (ArithmeticException e) {
      throw new InvalidLayoutException(
          "shape " + Arrays.toString(shape) + " has more elements than any file can hold", e);
    }
    return count;
  }

  long[] shape() {
    return shape.clone();
  }

  long elementCount() {
    return elementCount;
  }

  boolean isContiguous() {
    return foldedShape.length == 0 || (foldedShape.length == 1 && foldedStrides[0] == 1);
  }

  /** A consumer of elements {@code first, first + stride, …} of the storage. */
  @FunctionalInterface
  interface Run {
    void accept(long first, long stride, int count);
  }

  /**
   * Walks elements of the tensor in row-major order, in runs along the last folded dimension.
   *
   * @param start first element; the caller has checked that {@code count} elements are inside the
   *     tensor
   */
  void walk(long start, int count, Run run) {
    if (count == 0) {
      return;
    }
    int rank = foldedShape.length;
    if (rank == 0) {
      run.accept(offset, 1, 1);
      return;
    }
    long rowLength = foldedShape[rank - 1];
    long stride = foldedStrides[rank - 1];
    long row = start / rowLength;
    long column = start % rowLength;
    int left = count;
    while (left > 0) {
      int length = (int) Math.min(left, rowLength - column);
      run.accept(rowStart(row) + column * stride, stride, length);
      left -= length;
      row++;
      column = 0;
    }
  }

  /** The storage index of the first element of a row of the last folded dimension. */
  private long rowStart(long row) {
    long at = offset;
    long rest = row;
    for (int i = foldedShape.length - 2; i >= 0; i--) {
      at += rest % foldedShape[i] * foldedStrides[i];
      rest /= foldedShape[i];
    }
    return at;
  }
}
