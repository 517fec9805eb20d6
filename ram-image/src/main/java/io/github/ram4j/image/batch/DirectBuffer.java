package io.github.ram4j.image.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * A reusable direct buffer, which grows on demand. A direct buffer for each call would stay until
 * the garbage collector finds it. Not thread-safe.
 */
public final class DirectBuffer {
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  /** A buffer of a number of elements, which may keep older values. */
  public FloatBuffer floats(int count) {
    return room(Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
  }

  /** A buffer of a number of elements, which may keep older values. */
  public LongBuffer longs(int count) {
    return room(Math.multiplyExact(count, Long.BYTES)).asLongBuffer();
  }

  /** A buffer of these values. */
  public LongBuffer of(long... values) {
    return longs(values.length).put(values).flip();
  }

  /** Returns whether a buffer was asked for before. */
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
