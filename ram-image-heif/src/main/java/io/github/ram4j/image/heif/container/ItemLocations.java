package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** Where the bytes of items are: the box iloc, ISO/IEC 14496-12, 8.11.3. Immutable. */
final class ItemLocations {
  private static final int IN_FILE = 0;
  private static final int IN_IDAT = 1;

  private final HeaderBytes file;
  private final HeaderBytes idat;
  private final HeaderBytes in;
  private final Map<Long, Integer> places = new HashMap<>();
  private final int version;
  private final int offsetBytes;
  private final int lengthBytes;
  private final int baseBytes;
  private final int indexBytes;

  /**
   * Finds each item's entry.
   *
   * @param iloc the box
   * @param file all of the file
   * @param idat the bytes of the box idat; empty for none
   */
  ItemLocations(Box iloc, HeaderBytes file, HeaderBytes idat) throws DamagedImageException {
    this.file = file;
    this.idat = idat;
    this.in = iloc.body();
    this.version = iloc.version();
    if (version > 2) {
      throw new DamagedImageException(
          "HEIF, the box iloc: expected a version of 0 to 2, found " + version);
    }
    offsetBytes = size(in.u8(0) >> 4);
    lengthBytes = size(in.u8(0) & 15);
    baseBytes = size(in.u8(1) >> 4);
    indexBytes = version == 0 ? 0 : size(in.u8(1) & 15);
    int idBytes = version < 2 ? 2 : 4;
    long count = number(2, idBytes);
    if (count > Box.MOST) {
      throw new DamagedImageException(
          "HEIF, the box iloc: expected at most %d items, found %d".formatted(Box.MOST, count));
    }
    long place = 2L + idBytes;
    for (long i = 0; i < count; i++) {
      long id = number(place, idBytes);
      place += idBytes;
      if (places.put(id, (int) place) != null) {
        throw new DamagedImageException(
            "HEIF, the box iloc: expected the item " + id + " once, found it again");
      }
      place = extents(place) + (long) in.u16(extents(place) - 2) * extentBytes();
    }
  }

  /**
   * A copy of an item's bytes.
   *
   * @param id of the item
   * @throws DamagedImageException if they are not all in this file
   */
  byte[] bytes(long id) throws DamagedImageException {
    Integer entry = places.get(id);
    if (entry == null) {
      throw new DamagedImageException(
          "HEIF: expected a place of the item "
              + id
              + ", found none: the box iloc has no such item");
    }
    HeaderBytes source = source(entry, id);
    long place = extents(entry);
    int count = in.u16(place - 2);
    if (count > 1 && lengthBytes == 0) {
      throw new DamagedImageException(
          "HEIF, the item %d: expected parts with lengths, found %d without".formatted(id, count));
    }
    long base = number(place - 2 - baseBytes, baseBytes);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++, place += extentBytes()) {
      long offset = base + number(place + indexBytes, offsetBytes);
      long length = number(place + indexBytes + offsetBytes, lengthBytes);
      long found = source.length() - offset;
      if (offset < 0 || length < 0 || length > found || found < 0) {
        throw new DamagedImageException(
            ("HEIF, the item %d: expected %d bytes at byte %d, found the end at %d: the file is cut"
                    + " short or damaged")
                .formatted(id, length, offset, source.length()));
      }
      if (bytes.size() + length > file.length()) {
        throw new DamagedImageException(
            "HEIF, the item %d: expected at most the file's %d bytes, found parts that overlap"
                .formatted(id, file.length()));
      }
      byte[] part =
          source.part((int) offset, (int) (offset + (length == 0 ? found : length))).copy();
      bytes.write(part, 0, part.length);
    }
    return bytes.toByteArray();
  }

  private HeaderBytes source(long entry, long id) throws DamagedImageException {
    int method = version == 0 ? IN_FILE : in.u16(entry) & 15;
    int other = in.u16(entry + (version == 0 ? 0 : 2));
    if (other != 0 || method > IN_IDAT) {
      throw new DamagedImageException(
          ("HEIF, the item %d: expected its bytes in the file or the box idat, found the kind %d of"
                  + " file %d")
              .formatted(id, method, other));
    }
    return method == IN_FILE ? file : idat;
  }

  /** The place behind the number of an entry's extents. */
  private long extents(long entry) {
    return entry + (version == 0 ? 0 : 2) + 2 + baseBytes + 2;
  }

  private int extentBytes() {
    return indexBytes + offsetBytes + lengthBytes;
  }

  private long number(long place, int bytes) throws DamagedImageException {
    return switch (bytes) {
      case 0 -> 0;
      case 2 -> in.u16(place);
      case 4 -> in.u32(place);
      default -> in.u64(place);
    };
  }

  private static int size(int bytes) throws DamagedImageException {
    if (bytes != 0 && bytes != 4 && bytes != 8) {
      throw new DamagedImageException(
          "HEIF, the box iloc: expected numbers of 0, 4 or 8 bytes, found " + bytes);
    }
    return bytes;
  }
}
