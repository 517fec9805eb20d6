package io.github.ram4j.image.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Memory outside the heap that is used again, and grows when more is asked for. Direct buffers of
 * each call's own would stay until the garbage collector finds them. Not thread-safe.
 */
public final class DirectBuffer {
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  /** Room for so many numbers; what was there before may be there still. */
  public FloatBuffer floats(int count) {
    return room(Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
  }

  /** Room for so many numbers; what was there before may be there still. */
  public LongBuffer longs(int count) {
    return room(Math.multiplyExact(count, Long.BYTES)).asLongBuffer();
  }

  /** The numbers themselves. */
  public LongBuffer of(long... values) {
    return longs(values.length).put(values).flip();
  }

  /** Whether room was asked for before. */
  boolean isUsed() {
    return bytes.capacity() > 0;
  }

  private ByteBuffer room(int count) {
    if (bytes.capacity() < count) {
      bytes = ByteBuffer.allocateDirect(Math.max(count, 2 * bytes.capacity()));
    }
    return bytes.duplicate().position(0).limit(count).order(ByteOrder.nativeOrder());
  }
}
