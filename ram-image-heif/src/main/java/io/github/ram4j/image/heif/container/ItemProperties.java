package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The properties of all items: the box iprp, ISO/IEC 23008-12, 9.3. Immutable. */
final class ItemProperties {
  private static final String NAME = "HEIF, the box iprp";
  private static final int MOST = 1_000_000;

  private final Map<Long, List<Property>> ofItems = new HashMap<>();
  private int found;

  ItemProperties(Box iprp) throws DamagedImageException {
    List<Box> boxes = Box.all(iprp.content(), NAME);
    List<Box> properties = List.of();
    for (Box box : boxes) {
      if (box.type().equals("ipco")) {
        properties = Box.all(box.content(), "HEIF, the box ipco");
      }
    }
    for (Box box : boxes) {
      if (box.type().equals("ipma")) {
        associate(box, properties);
      }
    }
  }

  /** The properties of an item, in the order in which they apply. */
  List<Property> of(long id) {
    return List.copyOf(ofItems.getOrDefault(id, List.of()));
  }

  private void associate(Box ipma, List<Box> properties) throws DamagedImageException {
    HeaderBytes in = ipma.body();
    boolean longIds = ipma.version() >= 1;
    boolean longIndices = (ipma.flags() & 1) == 1;
    long count = in.u32(0);
    long place = 4;
    for (long i = 0; i < count; i++) {
      long id = longIds ? in.u32(place) : in.u16(place);
      place += longIds ? 4 : 2;
      int length = in.u8(place++);
      List<Property> ofItem = ofItems.computeIfAbsent(id, none -> new ArrayList<>());
      for (int each = 0; each < length; each++, place += longIndices ? 2 : 1) {
        int value = longIndices ? in.u16(place) : in.u8(place);
        int essential = longIndices ? 0x8000 : 0x80;
        add(value & (essential - 1), (value & essential) != 0, properties, ofItem);
      }
      if (ofItems.size() > Box.MOST || found > MOST) {
        throw new DamagedImageException(
            "%s: expected at most %d items with %d properties, found more"
                .formatted(NAME, Box.MOST, MOST));
      }
    }
  }

  private void add(int index, boolean essential, List<Box> properties, List<Property> ofItem)
      throws DamagedImageException {
    if (index > properties.size()) {
      throw new DamagedImageException(
          "%s: expected an index of at most %d, found %d"
              .formatted(NAME, properties.size(), index));
    }
    if (index > 0) { // 0 is none
      Box box = properties.get(index - 1);
      ofItem.add(new Property(box.type(), box.content(), essential));
      found++;
    }
  }
}
