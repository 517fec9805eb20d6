package io.github.ram4j.convert.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a zip archive without compression. Data begin at multiples of 64 bytes, as {@code
 * torch.save} writes them, so readers can map them. All dates are equal, so equal entries give
 * equal archives.
 *
 * <p>An entry's checksum is put into its header after its data. Sizes and positions from 4 GiB on
 * are written as zip64 (PKWARE APPNOTE 6.3, 4.5.3). Not thread-safe.
 */
final class ZipOutput {
  private static final int EXTRA_HEADER = 4;
  private static final int CRC_OFFSET = 14;

  private static final int ALIGNMENT = 64;
  private static final int VERSION = 45;
  private static final int UTF8_NAME = 1 << 11;

  /** 1980-01-01, the earliest date of the zip format. */
  private static final int DATE = 0x21;

  private static final short ZIP64_EXTRA = 1;

  /** "FB", PyTorch's padding field. */
  private static final short PADDING_EXTRA = 0x4246;

  private final FileChannel out;
  private final long narrow;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long position;
  private long entries;

  /** A writer of an entry's data. */
  @FunctionalInterface
  interface Data {
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /** Begins an archive in an empty file; the caller closes the file. */
  ZipOutput(FileChannel out) {
    this(out, ZipFormat.MAX_INT);
  }

  /**
   * Begins an archive as {@link #ZipOutput(FileChannel)}, with another threshold of zip64.
   *
   * @param narrow smallest size or position to write as zip64
   */
  ZipOutput(FileChannel out, long narrow) {
    this.out = out;
    this.narrow = narrow;
  }

  /** Adds an entry of a few bytes. */
  void add(String name, byte[] data) throws IOException {
    add(name, data.length, channel -> channel.write(ByteBuffer.wrap(data)));
  }

  /**
   * Adds an entry.
   *
   * @param size length of the data, in bytes
   */
  void add(String name, long size, Data data) throws IOException {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    long header = position;
    boolean wide = size >= narrow;
    write(localHeader(utf8, size, wide));
    Sink sink = new Sink();
    data.writeTo(sink);
    if (sink.written != size) {
      throw new IllegalStateException(
          "entry %s: expected %d bytes, found %d".formatted(name, size, sink.written));
    }
    int crc = (int) sink.crc.getValue();
    writeAll(little(Integer.BYTES).putInt(crc).flip(), header + CRC_OFFSET);
    directory.writeBytes(centralHeader(utf8, size, crc, header, wide));
    entries++;
  }

  private ByteBuffer localHeader(byte[] name, long size, boolean wide) {
    int before = ZipFormat.LOCAL_LENGTH + name.length + (wide ? EXTRA_HEADER + 2 * Long.BYTES : 0);
    int padding = (int) Math.floorMod(-(position + before + EXTRA_HEADER), (long) ALIGNMENT);
    int extra = before - ZipFormat.LOCAL_LENGTH - name.length + EXTRA_HEADER + padding;
    ByteBuffer header = little(ZipFormat.LOCAL_LENGTH + name.length + extra);
    header.putInt(ZipFormat.LOCAL_HEADER).putShort((short) VERSION).putShort((short) UTF8_NAME);
    header.putShort((short) 0).putShort((short) 0).putShort((short) DATE).putInt(0);
    int shown = (int) (wide ? ZipFormat.MAX_INT : size);
    header.putInt(shown).putInt(shown).putShort((short) name.length).putShort((short) extra);
    header.put(name);
    if (wide) {
      header.putShort(ZIP64_EXTRA).putShort((short) (2 * Long.BYTES)).putLong(size).putLong(size);
    }
    header.putShort(PADDING_EXTRA).putShort((short) padding);
    return header.clear();
  }

  private byte[] centralHeader(byte[] name, long size, int crc, long header, boolean wide) {
    boolean far = header >= narrow;
    int numbers = (wide ? 2 * Long.BYTES : 0) + (far ? Long.BYTES : 0);
    int extra = numbers == 0 ? 0 : EXTRA_HEADER + numbers;
    byte[] bytes = new byte[ZipFormat.CENTRAL_LENGTH + name.length + extra];
    ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(ZipFormat.CENTRAL_HEADER).putShort((short) VERSION).putShort((short) VERSION);
    entry.putShort((short) UTF8_NAME).putShort((short) 0);
    entry.putShort((short) 0).putShort((short) DATE).putInt(crc);
    int shown = (int) (wide ? ZipFormat.MAX_INT : size);
    entry.putInt(shown).putInt(shown).putShort((short) name.length).putShort((short) extra);
    // No comment, the first disk, no attributes.
    entry.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    entry.putInt((int) (far ? ZipFormat.MAX_INT : header)).put(name);
    if (extra > 0) {
      entry.putShort(ZIP64_EXTRA).putShort((short) numbers);
      if (wide) {
        entry.putLong(size).putLong(size);
      }
      if (far) {
        entry.putLong(header);
      }
    }
    return bytes;
  }

  /** Writes the directory; no entry can follow. */
  void finish() throws IOException {
    long start = position;
    write(ByteBuffer.wrap(directory.toByteArray()));
    long length = position - start;
    boolean wide = start >= narrow || length >= narrow || entries >= ZipFormat.MAX_SHORT;
    if (wide) {
      write(wideEnd(start, length, position));
    }
    ByteBuffer end = little(ZipFormat.END_LENGTH).putInt(ZipFormat.END).putInt(0);
    short shown = (short) (wide ? ZipFormat.MAX_SHORT : entries);
    end.putShort(shown).putShort(shown);
    end.putInt((int) (wide ? ZipFormat.MAX_INT : length))
        .putInt((int) (wide ? ZipFormat.MAX_INT : start));
    write(end.clear());
  }

  private ByteBuffer wideEnd(long start, long length, long at) {
    ByteBuffer end = little(ZipFormat.END64_LENGTH + ZipFormat.LOCATOR_LENGTH);
    end.putInt(ZipFormat.END64).putLong(ZipFormat.END64_LENGTH - Integer.BYTES - Long.BYTES);
    end.putShort((short) VERSION).putShort((short) VERSION).putInt(0).putInt(0);
    end.putLong(entries).putLong(entries).putLong(length).putLong(start);
    end.putInt(ZipFormat.END64_LOCATOR).putInt(0).putLong(at).putInt(1);
    return end.clear();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    position += bytes.remaining();
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void writeAll(ByteBuffer bytes, long at) throws IOException {
    for (long to = at; bytes.hasRemaining(); ) {
      to += out.write(bytes, to);
    }
  }

  /** A channel that counts bytes and computes their checksum. */
  private final class Sink implements WritableByteChannel {
    private final CRC32 crc = new CRC32();
    private long written;

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      crc.update(bytes.duplicate());
      ZipOutput.this.write(bytes);
      written += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return out.isOpen();
    }

    /** Does nothing: the file stays open for the next entry. */
    @Override
    public void close() {}
  }
}
