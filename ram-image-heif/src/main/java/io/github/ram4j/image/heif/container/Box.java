package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of ISO/IEC 14496-12, 4.2: a type of four characters, and bytes. Immutable; the bytes are
 * borrowed.
 *
 * @param type of the box
 * @param content the bytes behind its header
 */
record Box(String type, HeaderBytes content) {
  static final int MOST = 70_000; // a grid has at most 65,536 tiles
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int FULL_HEADER = 4;

  /**
   * The boxes of a range of bytes, in order.
   *
   * @param in the range, highest bytes first
   * @param where it is, for messages
   * @throws DamagedImageException if one reaches beyond the range, or there are too many
   */
  static List<Box> all(HeaderBytes in, String where) throws DamagedImageException {
    List<Box> boxes = new ArrayList<>();
    long place = 0;
    while (place < in.length()) {
      if (boxes.size() == MOST) {
        throw new DamagedImageException(
            where + ": expected at most " + MOST + " boxes, found more");
      }
      Box box = at(in, place, where);
      boxes.add(box);
      place = end(in, place);
    }
    return boxes;
  }

  /** The first box of a type; whatever is behind it is not looked at. */
  static Optional<Box> first(HeaderBytes in, String type, String where)
      throws DamagedImageException {
    int passed = 0;
    for (long place = 0; place < in.length(); place = end(in, place)) {
      if (in.ascii(place + 4, type)) {
        return Optional.of(at(in, place, where));
      }
      at(in, place, where);
      if (++passed > MOST) {
        throw new DamagedImageException(
            where + ": expected '" + type + "' among the first " + MOST + " boxes, found none");
      }
    }
    return Optional.empty();
  }

  /** The version of a full box, 0 to 255. */
  int version() throws DamagedImageException {
    return content.u8(0);
  }

  /** The flags of a full box. */
  int flags() throws DamagedImageException {
    return content.u24(1);
  }

  /** The bytes behind version and flags. */
  HeaderBytes body() {
    return content.part(FULL_HEADER, content.length());
  }

  private static Box at(HeaderBytes in, long place, String where) throws DamagedImageException {
    String type = in.printable(place + 4, 4);
    int header = in.u32(place) == 1 ? LONG_HEADER : HEADER;
    long end = end(in, place);
    if (end < place + header || end > in.length()) {
      throw new DamagedImageException(
          "%s: expected the box '%s' at byte %d to end by byte %d, found a length of %d bytes"
              .formatted(where, type, place, in.length(), end - place));
    }
    return new Box(type, in.part((int) (place + header), (int) end));
  }

  /** The place behind a box, which may be anywhere if the box is damaged. */
  private static long end(HeaderBytes in, long place) throws DamagedImageException {
    long size = in.u32(place);
    if (size == 0) {
      return in.length();
    }
    long length = size == 1 ? in.u64(place + HEADER) : size;
    return length < 0 || length > Integer.MAX_VALUE ? Long.MAX_VALUE : place + length;
  }
}
