package io.github.ram4j.image.decode.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Unpacks the LZW of TIFFs, strictly: a code that the encoder cannot have known yet is an error.
 * For one strip or tile and one thread.
 *
 * <p>The library that unpacks faxes here could do this too, but takes such codes for others, so
 * that damaged strips become images, and takes several times as long; see docs/image-formats.md.
 *
 * @implNote Source: TIFF 6.0, section 13.
 */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MOST_BITS = 12;
  private static final int CODES = 1 << MOST_BITS;

  private final ByteBuffer in;
  private final byte[] out;

  /** Place in the output of the string of each code, and its length. */
  private final int[] starts = new int[CODES];

  private final int[] lengths = new int[CODES];
  private int window;
  private int windowBits;

  private TiffLzw(ByteBuffer in, byte[] out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Unpacks a given number of bytes.
   *
   * @param packed codes, each with its highest bit first; not changed
   * @param size the number of bytes that must be there; anything after them is ignored
   * @throws IOException if there is less, or a code is not possible where it is
   */
  static byte[] unpack(ByteBuffer packed, int size) throws IOException {
    int place = packed.position();
    if (packed.remaining() > 1 && packed.get(place) == 0 && (packed.get(place + 1) & 1) == 1) {
      throw new IOException("LZW with the lowest bit first, as before TIFF 5.0");
    }
    byte[] out = new byte[size];
    new TiffLzw(packed.duplicate(), out).unpack();
    return out;
  }

  private void unpack() throws IOException {
    int next = FIRST;
    int bits = 9;
    int previousStart = 0;
    int previousLength = 0; // 0: the table has just been cleared
    int at = 0;
    while (at < out.length) {
      int code = read(bits);
      if (code == CLEAR) {
        next = FIRST;
        bits = 9;
        previousLength = 0;
        continue;
      }
      if (code == END || code < 0) {
        throw new IOException(
            "LZW: expected %d bytes, found the end after %d".formatted(out.length, at));
      }
      boolean known = code < CLEAR || code < next;
      if (!known && (code > next || previousLength == 0)) {
        throw new IOException("LZW: expected a code below %d, found %d".formatted(next, code));
      }
      if (previousLength > 0) {
        if (next == CODES) {
          throw new IOException("LZW: expected a cleared table after 4096 codes, found more");
        }
        // The string before and the first byte of this one, which now follows it in the output.
        starts[next] = previousStart;
        lengths[next] = previousLength + 1;
        next++;
        if (next == (1 << bits) - 1 && bits < MOST_BITS) {
          bits++;
        }
      }
      int length = code < CLEAR ? 1 : lengths[code];
      int written = Math.min(length, out.length - at);
      if (code < CLEAR) {
        out[at] = (byte) code;
      } else {
        copy(starts[code], at, written);
      }
      previousStart = at;
      previousLength = length;
      at += written;
    }
  }

  /** Copies byte by byte, since a string may reach into its own copy. */
  private void copy(int from, int to, int count) {
    if (from + count <= to) {
      System.arraycopy(out, from, out, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[to + i] = out[from + i];
    }
  }

  /** The next code; -1 at the end of the bytes. */
  private int read(int bits) {
    while (windowBits < bits) {
      if (!in.hasRemaining()) {
        return -1;
      }
      window = window << 8 | (in.get() & 0xFF);
      windowBits += 8;
    }
    windowBits -= bits;
    return (window >>> windowBits) & ((1 << bits) - 1);
  }
}
