package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directory of a zip archive. Entries stored without compression are ranges of the file; others
 * are known by name only. Archives above 4 GB (zip64) are read.
 *
 * <p>Reads the directory at the end of the archive (PKWARE APPNOTE 6.3, 4.3.12 to 4.3.16), and an
 * entry's own header only when {@link #position} asks for it. Entry names serve as keys only;
 * checksums are not compared, since PyTorch has an option to omit them.
 */
final class ZipDirectory {
  private static final int ZIP64_EXTRA = 1;

  /** The largest number of entries; a checkpoint has one per tensor, a few thousand. */
  private static final int MAX_ENTRIES = 100_000;

  private static final int MAX_DIRECTORY = 16 << 20;

  /**
   * An entry.
   *
   * @param header position of its own header
   * @param size length of the data, in bytes
   * @param stored true for data neither compressed nor encrypted
   * @param limit position of the next entry or of the directory
   */
  record Entry(String name, long header, long size, boolean stored, long limit) {}

  /** The place of the directory. */
  private record Span(long start, long length, long entries) {}

  private final MappedFile file;
  private final Map<String, Entry> entries = new HashMap<>();

  private ZipDirectory(MappedFile file) {
    this.file = file;
  }

  /**
   * Reads the directory.
   *
   * @throws ModelException if the directory is missing or damaged, or its entries share names, have
   *     names of paths out of the archive, or overlap
   */
  static ZipDirectory read(MappedFile file) {
    ZipDirectory zip = new ZipDirectory(file);
    Span span = zip.findDirectory();
    if (span.entries > MAX_ENTRIES || span.length > MAX_DIRECTORY) {
      throw file.problem(
          "expected a zip directory of at most "
              + MAX_ENTRIES
              + " entries, found "
              + span.entries
              + " in "
              + span.length
              + " bytes");
    }
    List<Entry> found = zip.readEntries(span);
    found.sort(Comparator.comparingLong(Entry::header));
    for (int i = 0; i < found.size(); i++) {
      long limit = i + 1 < found.size() ? found.get(i + 1).header : span.start;
      zip.add(found.get(i), limit);
    }
    return zip;
  }

  Set<String> names() {
    return entries.keySet();
  }

  /** Returns the entry of a name, or null. */
  Entry get(String name) {
    return entries.get(name);
  }

  /**
   * Returns the position of an entry's data, by its own header.
   *
   * @throws ModelException if the header contradicts the directory, or the entry is compressed or
   *     encrypted
   */
  long position(Entry entry) {
    if (!entry.stored) {
      throw damaged(
          entry.name,
          "is compressed or encrypted: unpack the archive and pack its files again without"
              + " compression (zip -0)");
    }
    ByteBuffer header = file.slice(entry.header, ZipFormat.LOCAL_LENGTH);
    if (header.getInt(0) != ZipFormat.LOCAL_HEADER) {
      throw damaged(entry.name, "has no header where the directory says");
    }
    int nameLength = header.getChar(26);
    long start = entry.header + ZipFormat.LOCAL_LENGTH + nameLength + header.getChar(28);
    if (header.getChar(8) != 0 || (header.getChar(6) & 1) != 0) {
      throw damaged(entry.name, "is compressed or encrypted by its own header");
    }
    if (start > entry.limit - entry.size) {
      throw damaged(
          entry.name,
          "claims " + entry.size + " bytes and has room for " + Math.max(0, entry.limit - start));
    }
    if (!decode(file.slice(entry.header + ZipFormat.LOCAL_LENGTH, nameLength)).equals(entry.name)) {
      throw damaged(entry.name, "has another name in its own header");
    }
    return start;
  }

  private Span findDirectory() {
    long size = file.size();
    int tailLength = (int) Math.min(size, ZipFormat.END_LENGTH + ZipFormat.MAX_SHORT);
    ByteBuffer tail = file.slice(size - tailLength, tailLength);
    for (int at = tailLength - ZipFormat.END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == ZipFormat.END
          && at + ZipFormat.END_LENGTH + tail.getChar(at + 20) == tailLength) {
        return readEnd(
            size - tailLength + at, tail.slice(at, ZipFormat.END_LENGTH).order(tail.order()));
      }
    }
    throw file.problem(
        "this begins as a zip archive, but the directory at its end is missing: the file of "
            + size
            + " bytes was cut off, download or copy it again");
  }

  private Span readEnd(long endAt, ByteBuffer end) {
    Span span = new Span(readUnsigned(end, 16), readUnsigned(end, 12), end.getChar(10));
    boolean oneDisk = end.getChar(4) == 0 && end.getChar(6) == 0 && end.getChar(8) == span.entries;
    long before = endAt;
    if (endAt >= ZipFormat.LOCATOR_LENGTH) {
      ByteBuffer locator = file.slice(endAt - ZipFormat.LOCATOR_LENGTH, ZipFormat.LOCATOR_LENGTH);
      if (locator.getInt(0) == ZipFormat.END64_LOCATOR) {
        before = locator.getLong(8);
        span = readEnd64(before, endAt - ZipFormat.LOCATOR_LENGTH, span);
      }
    }
    if (!oneDisk || span.start < 0 || span.length < 0 || span.start > before - span.length) {
      throw file.problem(
          "damaged zip archive: the directory of "
              + span.length
              + " bytes at "
              + span.start
              + " does not end before byte "
              + before);
    }
    return span;
  }

  private Span readEnd64(long at, long locatorAt, Span narrow) {
    if (at < 0 || at > locatorAt - ZipFormat.END64_LENGTH) {
      throw file.problem("damaged zip archive: its zip64 end record is said to be at " + at);
    }
    ByteBuffer end = file.slice(at, ZipFormat.END64_LENGTH);
    Span wide = new Span(end.getLong(48), end.getLong(40), end.getLong(32));
    boolean agrees =
        agrees(narrow.start, wide.start, ZipFormat.MAX_INT)
            && agrees(narrow.length, wide.length, ZipFormat.MAX_INT)
            && agrees(narrow.entries, wide.entries, ZipFormat.MAX_SHORT);
    if (end.getInt(0) != ZipFormat.END64 || wide.entries < 0 || !agrees) {
      throw file.problem("damaged zip archive: its two end records contradict each other");
    }
    return wide;
  }

  private static boolean agrees(long narrow, long wide, long full) {
    return narrow == full || narrow == wide;
  }

  private List<Entry> readEntries(Span span) {
    ByteBuffer directory = file.slice(span.start, (int) span.length);
    List<Entry> found = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < span.entries; i++) {
      if (at > directory.capacity() - ZipFormat.CENTRAL_LENGTH
          || directory.getInt(at) != ZipFormat.CENTRAL_HEADER) {
        throw file.problem(
            "damaged zip archive: expected "
                + span.entries
                + " entries in its directory, found "
                + i);
      }
      int nameLength = directory.getChar(at + 28);
      int extraLength = directory.getChar(at + 30);
      int length = ZipFormat.CENTRAL_LENGTH + nameLength + extraLength + directory.getChar(at + 32);
      if (length > directory.capacity() - at) {
        throw file.problem("damaged zip archive: its directory is cut off in entry " + i);
      }
      String name = decode(directory.slice(at + ZipFormat.CENTRAL_LENGTH, nameLength));
      ByteBuffer fixed = directory.slice(at, ZipFormat.CENTRAL_LENGTH).order(directory.order());
      ByteBuffer extra =
          directory
              .slice(at + ZipFormat.CENTRAL_LENGTH + nameLength, extraLength)
              .order(directory.order());
      found.add(readEntry(name, fixed, extra));
      at += length;
    }
    if (at != directory.capacity()) {
      throw file.problem(
          "damaged zip archive: more in its directory than " + span.entries + " entries");
    }
    return found;
  }

  private Entry readEntry(String name, ByteBuffer fixed, ByteBuffer extra) {
    long packed = readUnsigned(fixed, 20);
    long size = readUnsigned(fixed, 24);
    long header = readUnsigned(fixed, 42);
    if (size == ZipFormat.MAX_INT || packed == ZipFormat.MAX_INT || header == ZipFormat.MAX_INT) {
      ByteBuffer wide = zip64(name, extra);
      size = size == ZipFormat.MAX_INT ? nextLong(name, wide) : size;
      packed = packed == ZipFormat.MAX_INT ? nextLong(name, wide) : packed;
      header = header == ZipFormat.MAX_INT ? nextLong(name, wide) : header;
    }
    if (size < 0 || packed < 0 || header < 0) {
      throw damaged(name, "has a negative size or place");
    }
    boolean stored = (fixed.getChar(8) & 1) == 0 && fixed.getChar(10) == 0 && packed == size;
    return new Entry(name, header, packed, stored, 0);
  }

  private ByteBuffer zip64(String name, ByteBuffer extra) {
    int at = 0;
    while (at <= extra.capacity() - 4) {
      int length = extra.getChar(at + 2);
      if (length > extra.capacity() - at - 4) {
        break;
      }
      if (extra.getChar(at) == ZIP64_EXTRA) {
        return extra.slice(at + 4, length).order(extra.order());
      }
      at += 4 + length;
    }
    throw damaged(name, "lacks the zip64 sizes that the directory promises");
  }

  private long nextLong(String name, ByteBuffer wide) {
    if (wide.remaining() < Long.BYTES) {
      throw damaged(name, "lacks the zip64 sizes that the directory promises");
    }
    return wide.getLong();
  }

  /** Adds an entry with its limit. */
  private void add(Entry entry, long limit) {
    if (entry.name.isEmpty()
        || entry.name.startsWith("/")
        || entry.name.indexOf('\\') >= 0
        || entry.name.indexOf('\0') >= 0
        || ("/" + entry.name + "/").contains("/../")) {
      throw damaged(entry.name, "is named like a path out of the archive, which is refused");
    }
    if (entry.size > limit || entry.header > limit - ZipFormat.LOCAL_LENGTH - entry.size) {
      throw damaged(
          entry.name,
          "of "
              + entry.size
              + " bytes at "
              + entry.header
              + " runs into what begins at "
              + limit
              + " (file: "
              + file.size()
              + " bytes)");
    }
    if (entries.put(
            entry.name, new Entry(entry.name, entry.header, entry.size, entry.stored, limit))
        != null) {
      throw damaged(entry.name, "is there twice");
    }
  }

  private String decode(ByteBuffer name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
    } catch (CharacterCodingException e) {
      throw file.problem("damaged zip archive: an entry's name is not UTF-8", e);
    }
  }

  private ModelException damaged(String name, String what) {
    return file.problem("zip archive: the entry " + Quoted.of(name) + " " + what);
  }

  private static long readUnsigned(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
