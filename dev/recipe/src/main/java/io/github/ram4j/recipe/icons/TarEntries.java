package io.github.ram4j.recipe.icons;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds files in a tar archive by name. Only plain files with short names are found; nothing is
 * unpacked. Not thread-safe.
 */
final class TarEntries {
  private static final int BLOCK = 512;
  private static final int MAX_ENTRIES = 1000;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long left;

  /**
   * Reads from a stream.
   *
   * @param in read up to where it is needed; its owner closes it
   */
  TarEntries(InputStream in) {
    this.in = in;
  }

  /**
   * Skips to a file.
   *
   * @return its bytes, valid until the next call; null if no such file follows
   * @throws IOException if the archive is damaged or the file is larger
   */
  InputStream find(String name, long maxBytes) throws IOException {
    for (int i = 0; i < MAX_ENTRIES; i++) {
      in.skipNBytes(left);
      if (in.readNBytes(header, 0, BLOCK) < BLOCK || header[0] == 0) {
        return null;
      }
      long size = size();
      left = (size + BLOCK - 1) / BLOCK * BLOCK;
      if (isFile() && name().equals(name)) {
        if (size > maxBytes) {
          throw new IOException(
              "%s: expected at most %d bytes, found %d".formatted(name, maxBytes, size));
        }
        return new Entry(size);
      }
    }
    throw new IOException("expected at most %d files, found more".formatted(MAX_ENTRIES));
  }

  private boolean isFile() {
    return header[156] == '0' || header[156] == 0;
  }

  private String name() {
    int end = 0;
    while (end < 100 && header[end] != 0) {
      end++;
    }
    return new String(header, 0, end, StandardCharsets.ISO_8859_1);
  }

  private long size() throws IOException {
    String octal = new String(header, 124, 12, StandardCharsets.ISO_8859_1);
    try {
      return Long.parseUnsignedLong(octal.replace('\0', ' ').trim(), 8) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new IOException("expected a size in octal digits, found another header", e);
    }
  }

  /** Bytes of one file. */
  private final class Entry extends InputStream {
    private long remaining;

    private Entry(long size) {
      this.remaining = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (remaining == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, remaining));
      if (count < 0) {
        throw new EOFException("expected %d bytes more, found the end".formatted(remaining));
      }
      remaining -= count;
      left -= count;
      return count;
    }
  }
}
