package io.github.ram4j.image.decode.gif;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;

/**
 * Palette indices of a GIF's image, decoded one after the other from its LZW codes. The end code is
 * not required where all pixels are there. For one thread.
 *
 * @implNote Sources: GIF89a specification, appendix F; for codes once the table is full, Pillow,
 *     src/libImaging/GifDecode.c.
 */
final class GifData {
  private static final int TABLE = 4096;
  private static final int MOST_BITS = 12;

  private final HeaderBytes bytes;

  /** The place of the next byte, and the number of bytes left in its block. */
  private int place;

  private int left;

  /** Bits read and not yet used. */
  private int bits;

  private int bitCount;

  private final int clear;
  private final int[] prefix = new int[TABLE];
  private final byte[] last = new byte[TABLE];

  /** Indices of a code, the last first. */
  private final byte[] stack = new byte[TABLE + 1];

  private int stacked;
  private int codeBits;
  private int next;
  private int previous = -1;
  private int first;

  /**
   * Data that begin with a byte for the number of bits of an index.
   *
   * @param bytes all of the file, lowest bytes first
   * @param place of that byte
   */
  GifData(HeaderBytes bytes, int place) throws DamagedImageException {
    this.bytes = bytes;
    this.place = place + 1;
    int indexBits = bytes.u8(place);
    if (indexBits < 1 || indexBits > 8) {
      throw new DamagedImageException("GIF: expected indices of 1 to 8 bits, found " + indexBits);
    }
    this.clear = 1 << indexBits;
    for (int index = 0; index < clear; index++) {
      last[index] = (byte) index;
    }
    reset();
  }

  private void reset() {
    codeBits = Integer.numberOfTrailingZeros(clear) + 1;
    next = clear + 2;
    previous = -1;
  }

  /**
   * The next index, 0 to 255.
   *
   * @return -1 after the last
   * @throws DamagedImageException if a code is found that has not been defined
   */
  int read() throws DamagedImageException {
    while (stacked == 0) {
      int code = readCode();
      if (code < 0 || code == clear + 1) {
        return -1;
      } else if (code == clear) {
        reset();
      } else {
        expand(code);
      }
    }
    return stack[--stacked] & 0xFF;
  }

  private void expand(int code) throws DamagedImageException {
    if (previous < 0 ? code > clear : code > next || code >= TABLE) {
      throw new DamagedImageException(
          "GIF is damaged: expected a code that has been defined, found " + code);
    }
    int link = code;
    if (code == next) {
      stack[stacked++] = (byte) first; // what is defined by its own use
      link = previous;
    }
    while (link >= clear) {
      stack[stacked++] = last[link];
      link = prefix[link];
    }
    first = link;
    stack[stacked++] = (byte) first;
    if (previous >= 0 && next < TABLE) {
      prefix[next] = previous;
      last[next] = (byte) first;
      next++;
      if (next == 1 << codeBits && codeBits < MOST_BITS) {
        codeBits++;
      }
    }
    previous = code;
  }

  /** The next code; -1 at the end of the blocks or of the file. */
  private int readCode() throws DamagedImageException {
    while (bitCount < codeBits) {
      if (left == 0) {
        left = bytes.has(place, 1) ? bytes.u8(place++) : 0;
        if (left == 0) {
          return -1;
        }
      }
      if (!bytes.has(place, 1)) {
        return -1;
      }
      bits |= bytes.u8(place++) << bitCount;
      bitCount += 8;
      left--;
    }
    int code = bits & (1 << codeBits) - 1;
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }
}
