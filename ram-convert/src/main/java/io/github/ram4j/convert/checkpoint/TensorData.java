package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.bytes.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The stored elements of one or more tensors: a range of the mapped file. Thread-safe. */
final class TensorData {
  private final MappedFile file;
  private final long position;
  private final long elements;
  private final DType dtype;
  private final ByteOrder order;

  /**
   * A range of the file.
   *
   * @param position first byte; the caller has checked that all elements are inside the file
   */
  TensorData(MappedFile file, long position, long elements, DType dtype, ByteOrder order) {
    this.file = file;
    this.position = position;
    this.elements = elements;
    this.dtype = dtype;
    this.order = order;
  }

  DType dtype() {
    return dtype;
  }

  long elements() {
    return elements;
  }

  MappedFile file() {
    return file;
  }

  /** Copies elements {@code first, first + stride, …} as float32. */
  void floats(long first, long stride, float[] dst, int offset, int count) {
    long at = first;
    int done = 0;
    while (done < count) {
      int length = Math.min(count - done, perSlice(stride));
      ByteBuffer bytes = slice(at, stride, length);
      if (dtype == DType.FLOAT32 && stride == 1) {
        bytes.asFloatBuffer().get(dst, offset + done, length);
      } else {
        int step = length == 1 ? 0 : Math.toIntExact(stride * dtype.bytes());
        for (int i = 0; i < length; i++) {
          dst[offset + done + i] = floatAt(bytes, i * step);
        }
      }
      at += length * stride;
      done += length;
    }
  }

  /** Copies elements {@code first, first + stride, …}, whole numbers or truth values. */
  void longs(long first, long stride, long[] dst, int offset, int count) {
    long at = first;
    int done = 0;
    while (done < count) {
      int length = Math.min(count - done, perSlice(stride));
      ByteBuffer bytes = slice(at, stride, length);
      int step = length == 1 ? 0 : Math.toIntExact(stride * dtype.bytes());
      for (int i = 0; i < length; i++) {
        dst[offset + done + i] = longAt(bytes, i * step);
      }
      at += length * stride;
      done += length;
    }
  }

  /** The number of elements of a stride that fit into one slice: at least one. */
  private int perSlice(long stride) {
    long most = MappedFile.MAX_SLICE / dtype.bytes();
    return (int) (stride == 0 ? most : (most - 1) / stride + 1);
  }

  private ByteBuffer slice(long first, long stride, int count) {
    long span = ((count - 1) * stride + 1) * dtype.bytes();
    return file.slice(position + first * dtype.bytes(), Math.toIntExact(span)).order(order);
  }

  private float floatAt(ByteBuffer bytes, int index) {
    return switch (dtype) {
      case FLOAT32 -> bytes.getFloat(index);
      case FLOAT64 -> (float) bytes.getDouble(index);
      case FLOAT16 -> HalfFloat.toFloat(bytes.getShort(index));
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(index) << 16);
      case INT64, INT32, INT16, INT8, UINT8, BOOL -> (float) longAt(bytes, index);
    };
  }

  private long longAt(ByteBuffer bytes, int index) {
    return switch (dtype) {
      case INT64 -> bytes.getLong(index);
      case INT32 -> bytes.getInt(index);
      case INT16 -> bytes.getShort(index);
      case INT8 -> bytes.get(index);
      case UINT8 -> Byte.toUnsignedLong(bytes.get(index));
      case BOOL -> bytes.get(index) == 0 ? 0 : 1;
      case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 ->
          throw new IllegalStateException(dtype + " is not a type of whole numbers");
    };
  }
}
