package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle; every read is checked against the remaining bytes. Not thread-safe. */
final class PickleInput {
  /** The longest string, in bytes: longer than any configuration stored beside weights. */
  private static final int MAX_STRING = 8 << 20;

  private static final int MAX_LINE = 512;
  private static final int MAX_INTEGER = 255;

  private final MappedFile file;
  private final String title;
  private final ByteBuffer bytes;

  /**
   * A pickle.
   *
   * @param title the pickle's name in messages
   * @param bytes bytes from the pickle's first; may extend past its end
   */
  PickleInput(MappedFile file, String title, ByteBuffer bytes) {
    this.file = file;
    this.title = title;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of bytes read so far. */
  int position() {
    return bytes.position();
  }

  int u8() {
    need(1);
    return bytes.get() & 0xff;
  }

  int u16() {
    need(Short.BYTES);
    return bytes.getChar();
  }

  int i32() {
    need(Integer.BYTES);
    return bytes.getInt();
  }

  /** Reads a big-endian double, the argument of BINFLOAT. */
  double float64() {
    need(Double.BYTES);
    return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
  }

  /** Reads a length of 1, 4 or 8 bytes and checks that as many bytes follow. */
  int length(int width) {
    need(width);
    long length =
        switch (width) {
          case 1 -> bytes.get() & 0xff;
          case 4 -> Integer.toUnsignedLong(bytes.getInt());
          default -> bytes.getLong();
        };
    if (length < 0 || length > bytes.remaining()) {
      throw problem(
          "claims a value of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + bytes.remaining()
              + " are left");
    }
    return (int) length;
  }

  void skip(int count) {
    bytes.position(bytes.position() + count);
  }

  String utf8(int length) {
    if (length > MAX_STRING) {
      throw problem("has a string of " + length + " bytes; at most " + MAX_STRING + " are read");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(bytes.slice(bytes.position(), length))
              .toString();
      skip(length);
      return text;
    } catch (CharacterCodingException e) {
      throw file.problem(title + " has a string that is not UTF-8", e);
    }
  }

  /** Reads text up to the next line feed. */
  String line() {
    int start = bytes.position();
    int end = Math.min(bytes.limit(), start + MAX_LINE);
    for (int i = start; i < end; i++) {
      if (bytes.get(i) == '\n') {
        String text = utf8(i - start);
        skip(1);
        return text;
      }
    }
    throw problem("has a name without an end");
  }

  /** Reads a little-endian whole number in two's complement: a Long if it fits. */
  Number integer(int length) {
    if (length > MAX_INTEGER) {
      throw problem("has a whole number of " + length + " bytes");
    }
    byte[] bigEndian = new byte[length + 1];
    for (int i = length; i > 0; i--) {
      bigEndian[i] = bytes.get();
    }
    bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private void need(int count) {
    if (bytes.remaining() < count) {
      throw problem("ends before its STOP: the file is cut off or damaged");
    }
  }

  /** Returns an exception with file, pickle and position, for the caller to throw. */
  ModelException problem(String what) {
    return file.problem(title + " " + what + " (byte " + bytes.position() + " of the pickle)");
  }
}
