package io.github.ram4j.convert.tensor;

import io.github.ram4j.bytes.HalfFloat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Encodes elements little-endian and passes them to a channel in chunks of 256 KiB. Only {@link
 * #flush} passes on the last chunk; the caller owns the channel. Not thread-safe.
 */
public final class ElementOutput {
  private static final int CHUNK_BYTES = 1 << 18;

  private final ByteBuffer chunk =
      ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private final WritableByteChannel out;

  /** Creates an empty output. */
  public ElementOutput(WritableByteChannel out) {
    this.out = out;
  }

  /** Puts float32 numbers. */
  public void putFloats(float[] values, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      room();
      int now = Math.min(count - done, chunk.remaining() / Float.BYTES);
      chunk.asFloatBuffer().put(values, offset + done, now);
      chunk.position(chunk.position() + now * Float.BYTES);
      done += now;
    }
  }

  /** Puts float16 numbers, converted by {@link HalfFloat#clipped}. */
  public void putHalves(float[] values, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      room();
      chunk.putShort(HalfFloat.clipped(values[i]));
    }
  }

  /** Puts whole numbers from -128 to 255, one byte each, signed or unsigned. */
  public void putBytes(float[] values, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      room();
      chunk.put((byte) (int) values[i]);
    }
  }

  /** Puts truth values, one byte each, 1 for true. */
  public void putBooleans(boolean[] values) throws IOException {
    for (boolean value : values) {
      room();
      chunk.put((byte) (value ? 1 : 0));
    }
  }

  /** Puts whole numbers of 64 bits. */
  public void putLongs(long[] values) throws IOException {
    for (long value : values) {
      room();
      chunk.putLong(value);
    }
  }

  /** Passes the pending elements to the channel. */
  public void flush() throws IOException {
    chunk.flip();
    while (chunk.hasRemaining()) {
      out.write(chunk);
    }
    chunk.clear();
  }

  private void room() throws IOException {
    if (chunk.remaining() < Long.BYTES) {
      flush();
    }
  }
}
