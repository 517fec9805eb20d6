package io.github.ram4j.image.decode.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reader of numbers at given places of an image's bytes. A place outside is a {@link
 * DamagedImageException}, never another exception. Immutable; the bytes are borrowed.
 */
public final class HeaderBytes {
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean bigEndian;

  /** All of {@code bytes}; numbers have their highest byte first if {@code bigEndian}. */
  public HeaderBytes(byte[] bytes, boolean bigEndian) {
    this(bytes, 0, bytes.length, bigEndian);
  }

  private HeaderBytes(byte[] bytes, int from, int to, boolean bigEndian) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.bigEndian = bigEndian;
  }

  /**
   * The bytes from {@code start} up to, not including, {@code end}, as far as there are any; places
   * count from there.
   */
  public HeaderBytes part(int start, int end) {
    int first = Math.min(start, length());
    int last = Math.max(first, Math.min(end, length()));
    return new HeaderBytes(bytes, from + first, from + last, bigEndian);
  }

  /** The same bytes, read in this order. */
  public HeaderBytes ordered(boolean highestFirst) {
    return new HeaderBytes(bytes, from, to, highestFirst);
  }

  /** Returns whether numbers have their highest byte first. */
  public boolean isBigEndian() {
    return bigEndian;
  }

  /** The number of bytes. */
  public int length() {
    return to - from;
  }

  /** Returns whether there are {@code count} bytes at {@code place}. */
  public boolean has(long place, int count) {
    return place >= 0 && place <= length() - count;
  }

  /** Returns whether the bytes at {@code place} are these characters. */
  public boolean ascii(long place, String text) {
    return has(place, text.length())
        && text.equals(
            new String(bytes, from + (int) place, text.length(), StandardCharsets.ISO_8859_1));
  }

  /** Place of these characters, at {@code start} or behind it; -1 if nowhere. */
  public int indexOf(String text, int start) {
    for (int place = Math.max(0, start); place <= length() - text.length(); place++) {
      if (bytes[from + place] == (byte) text.charAt(0) && ascii(place, text)) {
        return place;
      }
    }
    return -1;
  }

  /**
   * Place of the code of a JPEG's next marker, after a byte 0xFF and more of them; a code of 0
   * stands for a byte 0xFF of data, and is none. -1 at the end.
   */
  public int nextMarker(int start) {
    int place = from + start;
    while (place < to - 1) {
      if (bytes[place++] == -1 && bytes[place] != 0 && bytes[place] != -1) {
        return place - from;
      }
    }
    return -1;
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /**
   * Characters for a message; a dot stands for each that is none of ASCII's, or beyond the end.
   *
   * @param place of the first character
   * @param count number of characters
   */
  public String printable(long place, int count) {
    StringBuilder text = new StringBuilder();
    for (long at = place; at < place + count; at++) {
      int next = has(at, 1) ? bytes[from + (int) at] : 0;
      text.append(next >= 0x20 && next < 0x7F ? (char) next : '.');
    }
    return text.toString();
  }

  /** One byte, 0 to 255. */
  public int u8(long place) throws DamagedImageException {
    return (int) number(place, 1);
  }

  /** Two bytes, 0 to 65,535. */
  public int u16(long place) throws DamagedImageException {
    return (int) number(place, 2);
  }

  /** Three bytes, 0 to 16,777,215. */
  public int u24(long place) throws DamagedImageException {
    return (int) number(place, 3);
  }

  /** Four bytes, 0 to 4,294,967,295. */
  public long u32(long place) throws DamagedImageException {
    return number(place, 4);
  }

  /** Eight bytes; negative where the number is above {@link Long#MAX_VALUE}. */
  public long u64(long place) throws DamagedImageException {
    return number(place, 8);
  }

  private long number(long place, int count) throws DamagedImageException {
    if (!has(place, count)) {
      throw new DamagedImageException(
          "expected %d more bytes of the header at %d, found the end at %d"
              .formatted(count, place, length()));
    }
    int start = from + (int) place;
    long value = 0;
    for (int i = 0; i < count; i++) {
      int next = bytes[bigEndian ? start + i : start + count - 1 - i] & 0xFF;
      value = value << 8 | next;
    }
    return value;
  }
}
