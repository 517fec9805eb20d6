package io.github.ram4j.convert.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A tensor that a graph holds: its elements come from a source of floats, or are given whole
 * numbers.
 */
final class Constant {
  private static final int CHUNK_BYTES = 1 << 18;

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

  List<Long> shape() {
    return shape;
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  long bytes() {
    return Math.multiplyExact(elements(), value.type().bytes());
  }

  /** Writes the elements little-endian and checks that there are as many as the shape says. */
  void writeTo(WritableByteChannel out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Writer writer = new Writer(chunk, out);
    if (integers != null) {
      for (long integer : integers) {
        writer.room();
        chunk.putLong(integer);
      }
      writer.elements = integers.length;
    } else {
      floats.writeTo(writer);
    }
    writer.flush();
    if (writer.elements != elements()) {
      throw new IllegalStateException(
          "constant %s of shape %s: expected %d elements, its source gave %d"
              .formatted(value.name(), shape, elements(), writer.elements));
    }
  }

  /** Encodes elements into a buffer and empties it when it is full. */
  private final class Writer implements TensorSource.FloatSink {
    private final ByteBuffer chunk;
    private final WritableByteChannel out;
    private long elements;

    Writer(ByteBuffer chunk, WritableByteChannel out) {
      this.chunk = chunk;
      this.out = out;
    }

    @Override
    public void accept(float[] values, int offset, int count) throws IOException {
      elements += count;
      switch (value.type()) {
        case FLOAT16 -> halves(values, offset, count);
        case INT8 -> bytes(values, offset, count);
        default -> singles(values, offset, count);
      }
    }

    private void singles(float[] values, int offset, int count) throws IOException {
      for (int done = 0; done < count; ) {
        room();
        int now = Math.min(count - done, chunk.remaining() / Float.BYTES);
        chunk.asFloatBuffer().put(values, offset + done, now);
        chunk.position(chunk.position() + now * Float.BYTES);
        done += now;
      }
    }

    private void halves(float[] values, int offset, int count) throws IOException {
      for (int i = offset; i < offset + count; i++) {
        room();
        chunk.putShort(HalfFloat.ofFloat(values[i]));
      }
    }

    private void bytes(float[] values, int offset, int count) throws IOException {
      for (int i = offset; i < offset + count; i++) {
        room();
        chunk.put((byte) values[i]);
      }
    }

    void room() throws IOException {
      if (chunk.remaining() < Long.BYTES) {
        flush();
      }
    }

    void flush() throws IOException {
      chunk.flip();
      while (chunk.hasRemaining()) {
        out.write(chunk);
      }
      chunk.clear();
    }
  }
}
