package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.ArrayList;
import java.util.List;

/** References between items: the box iref, ISO/IEC 14496-12, 8.11.12. Immutable. */
final class ItemReferences {
  private final List<Box> references;
  private final int idBytes;

  /** No references. */
  ItemReferences() {
    references = List.of();
    idBytes = 2;
  }

  ItemReferences(Box iref) throws DamagedImageException {
    references = Box.all(iref.body(), "HEIF, the box iref");
    idBytes = iref.version() == 0 ? 2 : 4;
  }

  /** The items that an item refers to, in order. */
  List<Long> from(long id, String type) throws DamagedImageException {
    List<Long> found = new ArrayList<>();
    for (Box box : references) {
      HeaderBytes in = box.content();
      if (box.type().equals(type) && id(in, 0) == id) {
        int count = in.u16(idBytes);
        for (int i = 0; i < count; i++) {
          found.add(id(in, idBytes + 2L + (long) i * idBytes));
        }
      }
    }
    return found;
  }

  private long id(HeaderBytes in, long place) throws DamagedImageException {
    return idBytes == 2 ? in.u16(place) : in.u32(place);
  }
}
