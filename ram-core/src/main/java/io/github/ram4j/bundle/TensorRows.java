package io.github.ram4j.bundle;

import io.github.ram4j.bytes.HalfFloat;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A reader of a tensor's rows from the file that holds it, in ascending order. */
final class TensorRows implements Closeable {

  /** A source of bytes at ascending positions. */
  private interface Bytes extends Closeable {
    /** Fills a buffer with the bytes from a position on. */
    void read(long position, ByteBuffer into) throws IOException;
  }

  private final TensorPlace place;
  private final Bytes bytes;

  private TensorRows(TensorPlace place, Bytes bytes) {
    this.place = place;
    this.bytes = bytes;
  }

  /** The rows of a tensor in a file, which is read at their positions alone. */
  static TensorRows ofFile(TensorPlace place, Path file) throws IOException {
    return new TensorRows(place, new FileBytes(FileChannel.open(file, StandardOpenOption.READ)));
  }

  /**
   * The rows of a tensor in a stream, which is read up to the last of them.
   *
   * @param in the whole file; closed with the reader
   */
  static TensorRows ofStream(TensorPlace place, InputStream in) {
    return new TensorRows(place, new StreamBytes(in));
  }

  /**
   * Reads rows, once.
   *
   * @param rows indices in any order
   * @return [rows, elements of a row]; integers as they are stored
   * @throws EOFException if the file ends before
   */
  float[] read(int[] rows) throws IOException {
    int elements = place.rowElements();
    float[] values = new float[Math.multiplyExact(rows.length, elements)];
    ByteBuffer row = ByteBuffer.allocate(place.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int before = -1;
    for (int to : ascending(rows)) {
      if (rows[to] != before) {
        row.clear();
        bytes.read(place.offset() + (long) rows[to] * place.rowBytes(), row);
        before = rows[to];
      }
      decode(row.rewind(), FloatBuffer.wrap(values, to * elements, elements));
    }
    return values;
  }

  private static List<Integer> ascending(int[] rows) {
    return IntStream.range(0, rows.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> rows[i]))
        .toList();
  }

  private void decode(ByteBuffer row, FloatBuffer to) {
    switch (place.spec().dtype()) {
      case TensorPlace.FLOAT16 -> {
        while (row.hasRemaining()) {
          to.put(HalfFloat.toFloat(row.getShort()));
        }
      }
      case TensorPlace.UINT8 -> {
        while (row.hasRemaining()) {
          to.put(Byte.toUnsignedInt(row.get()));
        }
      }
      default -> to.put(row.asFloatBuffer());
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private record FileBytes(FileChannel channel) implements Bytes {
    @Override
    public void read(long position, ByteBuffer into) throws IOException {
      int from = into.position();
      while (into.hasRemaining()) {
        if (channel.read(into, position + into.position() - from) < 0) {
          throw new EOFException("expected more bytes, found the end of the file");
        }
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static final class StreamBytes implements Bytes {
    private final InputStream in;
    private long position;

    StreamBytes(InputStream in) {
      this.in = in;
    }

    @Override
    public void read(long wanted, ByteBuffer into) throws IOException {
      in.skipNBytes(wanted - position);
      int count =
          in.readNBytes(into.array(), into.arrayOffset() + into.position(), into.remaining());
      position = wanted + count;
      into.position(into.position() + count);
      if (into.hasRemaining()) {
        throw new EOFException("expected more bytes, found the end of the file");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
