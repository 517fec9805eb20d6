package io.github.ram4j.metadata.container;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Bytes of a file, read at places. Reading beyond the end is the file's fault. Not thread-safe. */
public final class FileBytes implements AutoCloseable {
  private static final int WINDOW = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int windowLength;

  /** Opens a file; pipes, devices and folders are refused. */
  public FileBytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new FileFormatException(file + ": expected a file, found none that is regular");
    }
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
  }

  /** The file in messages. */
  public String name() {
    return file.toString();
  }

  /** The length when the file was opened. */
  public long size() {
    return size;
  }

  /** The exception of a file that is not as it should be. */
  FileFormatException wrong(String expectedAndFound) {
    return new FileFormatException(name() + ": " + expectedAndFound);
  }

  /** Fails where a range does not lie within the file. */
  void require(long from, long count, String what) {
    if (from < 0 || count < 0 || from > size || count > size - from) {
      throw wrong(
          "expected %s of %,d bytes at offset %,d, found the end of the file at %,d"
              .formatted(what, count, from, size));
    }
  }

  /** A copy of a range. */
  byte[] bytes(long from, int count, String what) throws IOException {
    require(from, count, what);
    byte[] bytes = new byte[count];
    read(from, ByteBuffer.wrap(bytes), what);
    return bytes;
  }

  private void read(long from, ByteBuffer into, String what) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw wrong(
            "expected %s at offset %,d, found a file that became shorter".formatted(what, at));
      }
      at += count;
    }
  }

  /** An unsigned byte. */
  int u8(long at, String what) throws IOException {
    if (at < windowStart || at >= windowStart + windowLength) {
      require(at, 1, what);
      windowStart = at;
      windowLength = (int) Math.min(WINDOW, size - at);
      read(at, ByteBuffer.wrap(window, 0, windowLength), what);
    }
    return window[(int) (at - windowStart)] & 0xff;
  }

  /** An unsigned integer of some bytes, at most eight; the first byte counts most where asked. */
  long number(long at, int count, boolean bigEndian, String what) throws IOException {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = number << 8 | u8(bigEndian ? at + i : at + count - 1 - i, what);
    }
    return number;
  }

  /** Whether bytes stand at a place; false where the file ends before. */
  boolean holds(long at, byte[] expected) throws IOException {
    return at >= 0
        && at <= size - expected.length
        && Arrays.equals(bytes(at, expected.length, "a name"), expected);
  }

  /** Copies a range. */
  void copy(long from, long to, WritableByteChannel target) throws IOException {
    long at = from;
    while (at < to) {
      long count = channel.transferTo(at, to - at, target);
      if (count <= 0) {
        throw wrong("expected %,d bytes, found a file that became shorter".formatted(size));
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
