package io.github.ram4j.image.heif.container;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file's still images. Nothing is decoded, and nothing is believed that the file's bytes do not
 * bear out. Immutable; the bytes are borrowed.
 *
 * @implNote Sources: ISO/IEC 14496-12, 8.11, and 23008-12, 9.
 */
public final class HeifFile {
  private static final String META = "HEIF, the box meta";

  private final Map<Long, String> types;
  private final long primary;
  private final ItemLocations locations;
  private final ItemProperties properties;
  private final ItemReferences references;

  private HeifFile(HeaderBytes file, List<Box> meta) throws DamagedImageException {
    Box hdlr = needed(meta, "hdlr");
    if (!hdlr.body().ascii(4, "pict")) {
      throw new DamagedImageException(
          META + ": expected images (pict), found '" + hdlr.body().printable(4, 4) + "'");
    }
    Box pitm = needed(meta, "pitm");
    primary = pitm.version() == 0 ? pitm.body().u16(0) : pitm.body().u32(0);
    types = types(needed(meta, "iinf"));
    HeaderBytes idat = find(meta, "idat").map(Box::content).orElse(file.part(0, 0));
    locations = new ItemLocations(needed(meta, "iloc"), file, idat);
    properties = new ItemProperties(needed(meta, "iprp"));
    Optional<Box> iref = find(meta, "iref");
    references = iref.isPresent() ? new ItemReferences(iref.get()) : new ItemReferences();
  }

  /**
   * Reads the boxes.
   *
   * @param encoded all of the file
   * @throws DamagedImageException if there is no still image, or a box is damaged
   */
  public static HeifFile read(byte[] encoded) throws DamagedImageException {
    HeaderBytes file = new HeaderBytes(encoded, true);
    Optional<Box> meta = Box.first(file, "meta", "HEIF");
    if (meta.isEmpty()) {
      throw new DamagedImageException(
          "HEIF: expected a still image (the box meta), found none; a film or a sequence of images"
              + " alone is not read");
    }
    return new HeifFile(file, Box.all(meta.get().body(), META));
  }

  /** The image that the file shows; never a thumbnail, since no file means one by it. */
  public HeifItem primary() throws DamagedImageException {
    return item(primary);
  }

  /**
   * An item by its number.
   *
   * @throws DamagedImageException if there is none, or it must be decoded by what is not known here
   */
  public HeifItem item(long id) throws DamagedImageException {
    String type = types.get(id);
    if (type == null) {
      throw new DamagedImageException(
          "HEIF: expected the item %d among %d, found none".formatted(id, types.size()));
    }
    HeifItem item = new HeifItem(id, type, properties.of(id));
    item.checkEssential();
    return item;
  }

  /** A copy of an item's bytes. */
  public byte[] bytes(HeifItem item) throws DamagedImageException {
    return locations.bytes(item.id());
  }

  /** The items that an item refers to, in order, for example by {@code dimg}. */
  public List<Long> references(HeifItem item, String type) throws DamagedImageException {
    return references.from(item.id(), type);
  }

  private static Map<Long, String> types(Box iinf) throws DamagedImageException {
    HeaderBytes in = iinf.body();
    int count = iinf.version() == 0 ? 2 : 4;
    Map<Long, String> types = new HashMap<>();
    for (Box infe : Box.all(in.part(count, in.length()), "HEIF, the box iinf")) {
      if (infe.type().equals("infe") && infe.version() >= 2) {
        int idBytes = infe.version() == 2 ? 2 : 4;
        HeaderBytes body = infe.body();
        long id = idBytes == 2 ? body.u16(0) : body.u32(0);
        String type = body.printable(idBytes + 2L, 4);
        if (body.u16(idBytes) != 0) {
          type = "encrypted " + type;
        }
        if (types.put(id, type) != null) {
          throw new DamagedImageException(
              "HEIF, the box iinf: expected the item " + id + " once, found it again");
        }
      }
    }
    return types;
  }

  private static Box needed(List<Box> boxes, String type) throws DamagedImageException {
    return find(boxes, type)
        .orElseThrow(
            () -> new DamagedImageException(META + ": expected a box " + type + ", found none"));
  }

  private static Optional<Box> find(List<Box> boxes, String type) {
    return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
  }
}
