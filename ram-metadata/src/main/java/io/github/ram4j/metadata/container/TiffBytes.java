package io.github.ram4j.metadata.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The directories of a TIFF file, or of EXIF data, which have its form. */
final class TiffBytes {
  private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private final FileBytes source;
  private final long base;
  private final long limit;
  private final boolean bigEndian;
  private final boolean big;

  /**
   * An entry of a directory.
   *
   * @param start where it begins in the file
   */
  record Entry(int tag, int type, long count, long start) {}

  /** The entries of a directory in the file's order, where it begins, and the next one. */
  record Directory(long offset, List<Entry> entries, long next) {}

  /** Reads the header; fails where it is none. */
  TiffBytes(FileBytes source, long base, long limit) throws IOException {
    this.source = source;
    this.base = base;
    this.limit = limit;
    long order = source.number(base, 2, true, "a byte order");
    if (order != 0x4d4d && order != 0x4949) {
      throw source.wrong("expected the byte order of TIFF, found another mark");
    }
    this.bigEndian = order == 0x4d4d;
    long version = source.number(base + 2, 2, bigEndian, "a version");
    if (version != 42 && version != 43) {
      throw source.wrong("expected version 42 or 43 of TIFF, found " + version);
    }
    this.big = version == 43;
    if (big
        && source.number(base + 4, 4, bigEndian, "an offset size") != (bigEndian ? 8 << 16 : 8)) {
      throw source.wrong("expected offsets of 8 bytes, found others");
    }
  }

  boolean isBig() {
    return big;
  }

  /** Bytes of an offset. */
  int offsetSize() {
    return big ? 8 : 4;
  }

  int countSize() {
    return big ? 8 : 2;
  }

  int entrySize() {
    return big ? 20 : 12;
  }

  /** Where the header says which directory is the first. */
  int firstPlace() {
    return big ? 8 : 4;
  }

  byte[] bytes(long number, int count) {
    return Numbers.bytes(number, count, bigEndian);
  }

  long number(long at, int count, String what) throws IOException {
    if (at < base || at > limit - count) {
      throw source.wrong(
          "expected %s at offset %,d, found the end at %,d".formatted(what, at, limit));
    }
    return source.number(at, count, bigEndian, what);
  }

  /** The offset of the first directory. */
  long first() throws IOException {
    return number(base + firstPlace(), offsetSize(), "the first directory");
  }

  /** A directory. */
  Directory directory(long offset) throws IOException {
    String what = "a directory";
    long at = base + offset;
    long count = offset < 0 || at < base ? -1 : number(at, countSize(), what);
    if (count < 0 || count > (limit - at) / entrySize()) {
      throw source.wrong(
          "expected a directory at offset %,d, found one beyond the end".formatted(offset));
    }
    List<Entry> entries = new ArrayList<>();
    at += countSize();
    for (long i = 0; i < count; i++) {
      int tag = (int) number(at, 2, what);
      int type = (int) number(at + 2, 2, what);
      entries.add(new Entry(tag, type, number(at + 4, offsetSize(), what), at));
      at += entrySize();
    }
    return new Directory(offset, entries, number(at, offsetSize(), "the next directory"));
  }

  /** The bytes that all values of an entry take; -1 where that cannot be said. */
  long length(Entry entry) {
    int size = entry.type < TYPE_SIZES.length ? TYPE_SIZES[entry.type] : 0;
    return size == 0 || entry.count < 0 || entry.count > Long.MAX_VALUE / 16
        ? -1
        : size * entry.count;
  }

  /** Where the entry itself has its values or their offset. */
  long valuePlace(Entry entry) {
    return entry.start + 4 + offsetSize();
  }

  /** Where the values are in the file; checked to lie within it. */
  long place(Entry entry) throws IOException {
    long length = length(entry);
    long place =
        length >= 0 && length <= offsetSize()
            ? valuePlace(entry)
            : base + number(valuePlace(entry), offsetSize(), "an offset");
    if (length < 0 || place < base || place > limit || length > limit - place) {
      throw source.wrong(
          "expected the values of tag %d within the file, found them beyond its end"
              .formatted(entry.tag));
    }
    return place;
  }

  /** An unsigned integer of an entry. */
  long value(Entry entry, long place, long index) throws IOException {
    int size = TYPE_SIZES[entry.type];
    return number(place + index * size, size, "a value");
  }
}
