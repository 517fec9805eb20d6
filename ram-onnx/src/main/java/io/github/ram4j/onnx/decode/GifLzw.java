package io.github.ram4j.onnx.decode;

/** Expands the compressed palette indexes of one picture of a GIF. Not thread-safe. */
final class GifLzw {
  private static final int MAX_WIDTH = 12;
  private static final int MAX_CODES = 1 << MAX_WIDTH;

  private final HeaderBytes bytes;
  private final int codeSize;
  private int place;
  private int blockEnd;
  private int bits;
  private int bitCount;

  /** A code above the literal ones stands for what {@code prefix} does and one index more. */
  private final short[] prefix = new short[MAX_CODES];

  private final byte[] suffix = new byte[MAX_CODES];
  private final int[] lengths = new int[MAX_CODES];
  private int next;
  private int width;

  /**
   * A reader of one picture's data.
   *
   * @param bytes all of the file
   * @param place where the first block of the data begins
   * @param codeSize bits of a palette index, 1 to 8
   */
  GifLzw(HeaderBytes bytes, int place, int codeSize) {
    this.bytes = bytes;
    this.place = place;
    this.blockEnd = place;
    this.codeSize = codeSize;
    for (int code = 0; code < 1 << codeSize; code++) {
      suffix[code] = (byte) code;
      lengths[code] = 1;
    }
    clear();
  }

  /** Fills {@code indexes}; data beyond are left aside. */
  void expand(byte[] indexes) throws DamagedPictureException {
    int clear = 1 << codeSize;
    int end = clear + 1;
    int previous = -1;
    int written = 0;
    while (written < indexes.length) {
      int code = code();
      if (code == clear) {
        clear();
        previous = -1;
        continue;
      }
      boolean known = code < clear || (code > end && code < next);
      if (!known && (code != next || previous < 0)) {
        throw new DamagedPictureException(
            "GIF: expected data for %d pixels, found %s after %d"
                .formatted(indexes.length, code == end ? "their end" : "a wrong code", written));
      }
      if (previous >= 0 && next < MAX_CODES) {
        // The next code may be the one that is just read: then it begins as the previous one does.
        define(previous, first(known ? code : previous));
      }
      written = write(code, indexes, written);
      previous = code;
    }
  }

  private void clear() {
    next = (1 << codeSize) + 2;
    width = codeSize + 1;
  }

  private byte first(int code) {
    int at = code;
    while (lengths[at] > 1) {
      at = prefix[at];
    }
    return suffix[at];
  }

  private void define(int previous, byte index) {
    prefix[next] = (short) previous;
    suffix[next] = index;
    lengths[next] = lengths[previous] + 1;
    next++;
    if (next == 1 << width && width < MAX_WIDTH) {
      width++;
    }
  }

  private int write(int code, byte[] indexes, int written) {
    int end = written + lengths[code];
    int at = code;
    for (int i = end - 1; i >= written; i--) {
      if (i < indexes.length) {
        indexes[i] = suffix[at];
      }
      at = prefix[at];
    }
    return end;
  }

  private int code() throws DamagedPictureException {
    while (bitCount < width) {
      if (place == blockEnd) {
        int size = bytes.u8(place++);
        if (size == 0) {
          throw new DamagedPictureException("GIF: expected more data of the picture, found none");
        }
        blockEnd = place + size;
      }
      bits |= bytes.u8(place++) << bitCount;
      bitCount += 8;
    }
    int code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  }
}
