package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of a TIFF's or BigTIFF's first page that decoding needs. Immutable; the bytes are
 * borrowed.
 */
final class TiffDirectory {
  private static final int BIG = 43;

  private final HeaderBytes in;
  private final boolean big;
  private final Map<Integer, Long> places = new HashMap<>();
  private TiffTag twice;

  private TiffDirectory(HeaderBytes in, boolean big) {
    this.in = in;
    this.big = big;
  }

  /**
   * Reads the first page's fields, each of which is looked at once, however many there are.
   *
   * @param bytes all of the TIFF, in any order; its signature has been checked
   */
  static TiffDirectory read(HeaderBytes bytes) throws DamagedImageException {
    HeaderBytes in = bytes.ordered(bytes.ascii(0, "MM"));
    boolean big = in.u16(2) == BIG;
    long start = big ? in.u64(8) : in.u32(4);
    long fields = big ? in.u64(start) : in.u16(start);
    int fieldBytes = big ? 20 : 12;
    long first = start + (big ? 8 : 2);
    if (fields < 0 || fields > in.length() / fieldBytes || !in.has(first, 0)) {
      throw new DamagedImageException(
          "TIFF: expected a directory within the file's %d bytes, found %d fields at %d"
              .formatted(in.length(), fields, start));
    }
    TiffDirectory directory = new TiffDirectory(in, big);
    for (long place = first; fields > 0; fields--, place += fieldBytes) {
      TiffTag tag = TiffTag.of(in.u16(place));
      if (tag != null && directory.places.put(tag.number(), place) != null) {
        directory.twice = tag;
      }
    }
    return directory;
  }

  /** All of the file, in its own byte order. */
  HeaderBytes bytes() {
    return in;
  }

  boolean has(TiffTag tag) {
    return places.containsKey(tag.number());
  }

  /** The orientation, 1 to 8; 1 where the page does not say. */
  int orientation() throws DamagedImageException {
    long orientation = number(TiffTag.ORIENTATION, 1);
    return orientation < 1 || orientation > 8 ? 1 : (int) orientation;
  }

  /**
   * Refuses a page that has a field twice, since decoders do not agree on which of them counts: one
   * would be checked and the other decoded.
   */
  void checkFieldsAreThereOnce() throws DamagedImageException {
    if (twice != null) {
      throw new DamagedImageException(
          "TIFF: expected the field %s once, found it twice".formatted(twice));
    }
  }

  /** The first number of a field, or {@code otherwise} without the field. */
  long number(TiffTag tag, long otherwise) throws DamagedImageException {
    return has(tag) ? numbers(tag, 1)[0] : otherwise;
  }

  /** Number of values of a field; 0 without the field. */
  long count(TiffTag tag) throws DamagedImageException {
    return has(tag) ? count(places.get(tag.number())) : 0;
  }

  /** Place of a field's values in the file. */
  long place(TiffTag tag) throws DamagedImageException {
    if (!has(tag)) {
      throw new DamagedImageException("TIFF: expected the field %s, found none".formatted(tag));
    }
    long place = places.get(tag.number());
    long valuePlace = place + (big ? 12 : 8);
    int room = big ? 8 : 4;
    // Short values stand in the field itself, longer ones somewhere else.
    if (count(place) <= room / size(tag, place)) {
      return valuePlace;
    }
    return big ? in.u64(valuePlace) : in.u32(valuePlace);
  }

  /**
   * The first numbers of a field. Nothing is allocated before the file is known to have them.
   *
   * @param count the number of values; a field of fewer is damaged
   */
  long[] numbers(TiffTag tag, int count) throws DamagedImageException {
    checkCount(tag, count);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = numberAt(tag, i);
    }
    return numbers;
  }

  /** Refuses a field of fewer numbers, or whose numbers are not within the file. */
  void checkCount(TiffTag tag, int count) throws DamagedImageException {
    long first = place(tag);
    long field = places.get(tag.number());
    int size = size(tag, field);
    long found = Math.min(count(field), in.length() / size);
    if (found < count || first < 0 || !in.has(first + (long) (count - 1) * size, size)) {
      throw new DamagedImageException(
          "TIFF: expected %d numbers of the field %s, found %d".formatted(count, tag, found));
    }
  }

  /** One number of a field, from 0. */
  long numberAt(TiffTag tag, int index) throws DamagedImageException {
    int size = size(tag, places.get(tag.number()));
    long at = place(tag) + (long) index * size;
    return switch (size) {
      case 1 -> in.u8(at);
      case 2 -> in.u16(at);
      case 4 -> in.u32(at);
      default -> in.u64(at);
    };
  }

  private long count(long place) throws DamagedImageException {
    long count = big ? in.u64(place + 4) : in.u32(place + 4);
    return count < 0 ? Long.MAX_VALUE : count;
  }

  private int size(TiffTag tag, long place) throws DamagedImageException {
    int type = in.u16(place + 2);
    return switch (type) {
      case 1, 6, 7 -> 1; // bytes
      case 3, 8 -> 2; // shorts
      case 4, 9, 13 -> 4; // longs and directories
      case 16, 17, 18 -> 8; // the same of BigTIFF
      default ->
          throw new DamagedImageException(
              "TIFF: expected whole numbers in the field %s, found the type %d"
                  .formatted(tag, type));
    };
  }
}
