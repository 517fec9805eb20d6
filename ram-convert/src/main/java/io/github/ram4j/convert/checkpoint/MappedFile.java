package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file of any length mapped into memory for reading.
 *
 * <p>One mapping holds at most 2 GiB, so the file is covered by windows that begin every GiB and
 * reach a GiB into the next: every range of up to {@link #MAX_SLICE} bytes lies in one window.
 * Mapping reads nothing; pages are loaded on first access.
 *
 * <p>Thread-safe. The channel is closed before {@link #open} returns; Java has no way to end a
 * mapping, so {@link #close} only drops the windows and the garbage collector unmaps them. A file
 * of up to {@link #COPIED} bytes is copied instead of mapped.
 */
final class MappedFile implements AutoCloseable {
  /** The longest range of {@link #slice}, in bytes. */
  static final int MAX_SLICE = 1 << 30;

  /** The longest file that is copied into the heap instead of mapped, in bytes. */
  private static final int COPIED = 1 << 20;

  /**
   * The longest file, in bytes: far above any checkpoint; keeps a sparse file from using up the
   * address space.
   */
  private static final long MAX_FILE = 1L << 40;

  private final Path path;
  private final long size;
  private volatile ByteBuffer[] windows;

  private MappedFile(Path path, long size, ByteBuffer[] windows) {
    this.path = path;
    this.size = size;
    this.windows = windows;
  }

  /**
   * Maps a file.
   *
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException if the path is a folder or a device, or the file is too long
   */
  static MappedFile open(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      NoSuchFileException named =
          new NoSuchFileException(path.toString(), null, "there is no such checkpoint file");
      named.initCause(e);
      throw named;
    }
    if (!attributes.isRegularFile()) {
      String found = attributes.isDirectory() ? "this is a folder" : "this is a device or a pipe";
      throw new ModelException(path + ": expected a file, but " + found);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_FILE) {
        throw new ModelException(
            path + ": expected a checkpoint of at most " + MAX_FILE + " bytes, found " + size);
      }
      return new MappedFile(
          path, size, size > COPIED ? map(channel, size) : copy(channel, (int) size));
    }
  }

  private static ByteBuffer[] copy(FileChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return new ByteBuffer[] {bytes.clear().asReadOnlyBuffer()};
  }

  private static ByteBuffer[] map(FileChannel channel, long size) throws IOException {
    ByteBuffer[] windows = new ByteBuffer[Math.toIntExact((size + MAX_SLICE - 1) / MAX_SLICE)];
    for (int i = 0; i < windows.length; i++) {
      long start = (long) i * MAX_SLICE;
      windows[i] = channel.map(MapMode.READ_ONLY, start, Math.min(Integer.MAX_VALUE, size - start));
    }
    return windows;
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /**
   * Returns a view of a range, little-endian, with a position of its own.
   *
   * @param length at most {@link #MAX_SLICE}
   * @throws IndexOutOfBoundsException if the range is not inside the file: callers check first
   * @throws IllegalStateException after {@link #close}
   */
  ByteBuffer slice(long start, int length) {
    ByteBuffer[] open = windows;
    if (open == null) {
      throw new IllegalStateException(path + ": the checkpoint was closed");
    }
    if (start < 0 || length < 0 || length > MAX_SLICE || start > size - length) {
      throw new IndexOutOfBoundsException(
          length + " bytes at " + start + " of " + path + ", which has " + size);
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer window = open[(int) (start / MAX_SLICE)];
    return window.slice((int) (start % MAX_SLICE), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns an exception with this file's name, for the caller to throw. */
  ModelException problem(String what) {
    return new ModelException(path + ": " + what);
  }

  /** Returns an exception as {@link #problem(String)} with a cause. */
  ModelException problem(String what, Throwable cause) {
    return new ModelException(path + ": " + what, cause);
  }

  @Override
  public void close() {
    windows = null;
  }
}
