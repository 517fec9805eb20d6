package io.github.ram4j.image.decode.tiff;

import com.twelvemonkeys.io.enc.DecoderStream;
import com.twelvemonkeys.io.enc.PackBitsDecoder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks a strip or tile to rows of samples. All of its bytes are there, or it is refused. */
final class TiffPart {
  private TiffPart() {}

  /**
   * Unpacks a part that is not JPEG.
   *
   * @param packed the part's bytes in the file; not changed
   * @param rows the number of rows that must be there
   * @return rows as {@link TiffPage#rowBytes} says, highest bits first
   * @throws IOException if there are fewer, or the bytes are damaged
   */
  static byte[] unpack(TiffPage page, ByteBuffer packed, int rows) throws IOException {
    int rowBytes = (int) page.rowBytes();
    int size = rowBytes * rows;
    if (size > packed.remaining() * mostTimes(page.compression())) {
      throw cutShort(packed.remaining(), size);
    }
    ByteBuffer in = page.reversed() ? reversed(packed) : packed;
    byte[] unpacked =
        switch (page.compression()) {
          case NONE -> copy(in, size);
          case DEFLATE -> inflate(in, size, page);
          case PACK_BITS -> unpackBits(in, size);
          case LZW -> TiffLzw.unpack(in, size);
          case FAX -> TiffFax.unpack(in, page, rows);
          case JPEG ->
              throw new IllegalArgumentException("expected another compression, found JPEG");
        };
    if (page.differences()) {
      addDifferences(page, unpacked, rowBytes);
    }
    return unpacked;
  }

  /** Most bytes that a packed one can become. */
  private static long mostTimes(TiffCompression compression) {
    return switch (compression) {
      case NONE -> 1;
      case PACK_BITS -> 65; // 128 from 2, rounded up
      case DEFLATE -> 1033; // 258 from 2 bits, a little more by the end of a block
      case LZW -> 3413; // the longest string, 3839, from 9 bits
      case FAX, JPEG -> Integer.MAX_VALUE;
    };
  }

  private static byte[] copy(ByteBuffer in, int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private static byte[] inflate(ByteBuffer in, int size, TiffPage page) throws IOException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      byte[] bytes = new byte[size];
      int found = 0;
      while (found < size) {
        int more = inflater.inflate(bytes, found, size - found);
        if (more == 0 && (inflater.finished() || inflater.needsInput())) {
          throw cutShort(found, size);
        } else if (more == 0) {
          throw new IOException("Deflate with a dictionary of its own");
        }
        found += more;
      }
      // Reads on to the check sum; the last strip may have rows below the image.
      byte[] below = new byte[1024];
      long most = page.rowBytes() * page.partHeight();
      while (!inflater.finished() && !inflater.needsInput() && found < most) {
        found += inflater.inflate(below);
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IOException("Deflate: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] unpackBits(ByteBuffer in, int size) throws IOException {
    byte[] bytes = new byte[size];
    try (DecoderStream stream =
        new DecoderStream(
            new ByteArrayInputStream(in.array(), in.arrayOffset() + in.position(), in.remaining()),
            new PackBitsDecoder(),
            256)) {
      int found = stream.readNBytes(bytes, 0, size);
      if (found < size) {
        throw cutShort(found, size);
      }
    }
    return bytes;
  }

  private static EOFException cutShort(int found, int expected) {
    return new EOFException("expected %d bytes of samples, found %d".formatted(expected, found));
  }

  private static ByteBuffer reversed(ByteBuffer packed) {
    byte[] bytes = new byte[packed.remaining()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(packed.get(packed.position() + i)) >>> 24);
    }
    return ByteBuffer.wrap(bytes);
  }

  /** Makes sums of the differences, row by row, in place. */
  private static void addDifferences(TiffPage page, byte[] bytes, int rowBytes) {
    int step = page.samplesInPart() * page.bits() / 8;
    int high = page.bigEndian() ? 0 : 1;
    for (int start = 0; start < bytes.length; start += rowBytes) {
      if (page.bits() == 8) {
        for (int i = start + step; i < start + rowBytes; i++) {
          bytes[i] += bytes[i - step];
        }
      } else {
        for (int i = start + step; i < start + rowBytes; i += 2) {
          int sum = number(bytes, i, high) + number(bytes, i - step, high);
          bytes[i + high] = (byte) (sum >> 8);
          bytes[i + 1 - high] = (byte) sum;
        }
      }
    }
  }

  private static int number(byte[] bytes, int at, int high) {
    return (bytes[at + high] & 0xFF) << 8 | (bytes[at + 1 - high] & 0xFF);
  }
}
