package io.github.ram4j.image.heif;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.heif.codec.CodedImage;
import io.github.ram4j.image.heif.codec.DecodedImage;
import io.github.ram4j.image.heif.codec.Ffmpeg;
import io.github.ram4j.image.heif.codec.ImageCodec;
import io.github.ram4j.image.heif.colour.Cicp;
import io.github.ram4j.image.heif.colour.Planes;
import io.github.ram4j.image.heif.container.HeifFile;
import io.github.ram4j.image.heif.container.HeifItem;
import io.github.ram4j.image.heif.container.Property;
import java.util.List;
import java.util.Optional;

/** Decodes a file's items: compressed ones, and grids of them, as phones write. */
final class ItemImages {
  private static final int LONG_SIZES = 1;

  private final HeifFile file;
  private final long maxPixels;

  ItemImages(HeifFile file, long maxPixels) {
    this.file = file;
    this.maxPixels = maxPixels;
  }

  /** The planes of an item, before any turn. */
  DecodedImage decode(HeifItem item) throws DamagedImageException {
    DecodedImage image = item.type().equals("grid") ? grid(item) : coded(item);
    Optional<Cicp> announced = announced(item);
    return announced.isPresent() ? new DecodedImage(image.planes(), announced.get()) : image;
  }

  private DecodedImage coded(HeifItem item) throws DamagedImageException {
    ImageCodec codec =
        switch (item.type()) {
          case "hvc1" -> ImageCodec.HEVC;
          case "av01" -> ImageCodec.AV1;
          default ->
              throw new DamagedImageException(
                  "HEIF: expected an image of the kind hvc1, av01 or grid, found '%s'; convert it"
                          .formatted(item.type())
                      + " to JPEG or PNG");
        };
    String name = codec == ImageCodec.HEVC ? "hvcC" : "av1C";
    HeaderBytes configuration =
        item.property(name)
            .orElseThrow(
                () ->
                    new DamagedImageException(
                        "HEIF, the item %d: expected its configuration (%s), found none"
                            .formatted(item.id(), name)));
    int[] size = size(item);
    return Ffmpeg.decode(
        new CodedImage(codec, configuration.copy(), file.bytes(item), size[0], size[1]));
  }

  private DecodedImage grid(HeifItem item) throws DamagedImageException {
    HeaderBytes in = new HeaderBytes(file.bytes(item), true);
    boolean isLong = (in.u8(1) & LONG_SIZES) != 0;
    int rows = in.u8(2) + 1;
    int columns = in.u8(3) + 1;
    long width = isLong ? in.u32(4) : in.u16(4);
    long height = isLong ? in.u32(8) : in.u16(6);
    int[] size = size(item);
    List<Long> tiles = file.references(item, "dimg");
    if (width != size[0] || height != size[1] || tiles.size() != rows * columns) {
      throw new DamagedImageException(
          "HEIF, a grid: expected %d x %d pixels of %d tiles, found %d x %d of %d"
              .formatted(size[0], size[1], rows * columns, width, height, tiles.size()));
    }
    HeifItem first = file.item(tiles.get(0));
    int[] tileSize = size(first);
    checkFit(size, tileSize, columns, rows);
    Planes whole = null;
    DecodedImage image = null;
    for (int i = 0; i < tiles.size(); i++) {
      HeifItem tile = file.item(tiles.get(i));
      checkTile(tile, tileSize);
      image = i == 0 || whole == null ? decode(tile) : image(tile, whole);
      if (whole == null) {
        whole = new Planes(size[0], size[1], image.planes().layout());
      }
      whole.paste(image.planes(), i % columns * tileSize[0], i / columns * tileSize[1]);
    }
    return new DecodedImage(whole, image.cicp());
  }

  private DecodedImage image(HeifItem tile, Planes whole) throws DamagedImageException {
    DecodedImage image = decode(tile);
    if (!image.planes().layout().equals(whole.layout())) {
      throw new DamagedImageException(
          "HEIF, a grid: expected tiles of one kind, %s, found one of %s"
              .formatted(whole.layout(), image.planes().layout()));
    }
    return image;
  }

  /** Tiles must cover the image, none may lie beyond it, and chroma must not be cut in two. */
  private static void checkFit(int[] size, int[] tile, int columns, int rows)
      throws DamagedImageException {
    boolean covers = (long) tile[0] * columns >= size[0] && (long) tile[1] * rows >= size[1];
    boolean needed =
        (long) tile[0] * (columns - 1) < size[0] && (long) tile[1] * (rows - 1) < size[1];
    boolean even = (columns == 1 || tile[0] % 2 == 0) && (rows == 1 || tile[1] % 2 == 0);
    if (!covers || !needed || !even) {
      throw new DamagedImageException(
          "HEIF, a grid: expected %d x %d tiles that make %d x %d pixels, found tiles of %d x %d"
              .formatted(columns, rows, size[0], size[1], tile[0], tile[1]));
    }
  }

  private void checkTile(HeifItem tile, int[] expected) throws DamagedImageException {
    int[] found = size(tile);
    boolean isTurned =
        tile.properties().stream()
            .map(Property::type)
            .anyMatch(type -> type.equals("irot") || type.equals("imir") || type.equals("clap"));
    if (tile.type().equals("grid")
        || isTurned
        || found[0] != expected[0]
        || found[1] != expected[1]) {
      throw new DamagedImageException(
          "HEIF, a grid: expected tiles of %d x %d pixels, not turned, found %s of %d x %d"
              .formatted(expected[0], expected[1], tile.type(), found[0], found[1]));
    }
  }

  private int[] size(HeifItem item) throws DamagedImageException {
    long[] size = item.size();
    if (size[0] < 1 || size[1] < 1 || size[0] > maxPixels || size[1] > maxPixels / size[0]) {
      throw new DamagedImageException(
          "HEIF, the item %d: expected 1 to %d pixels, found %d x %d"
              .formatted(item.id(), maxPixels, size[0], size[1]));
    }
    return new int[] {(int) size[0], (int) size[1]};
  }

  /** The colours that the file announces: they go before those of the compressed bytes. */
  private static Optional<Cicp> announced(HeifItem item) throws DamagedImageException {
    for (Property property : item.properties()) {
      HeaderBytes in = property.content();
      if (property.type().equals("colr") && in.ascii(0, "nclx")) {
        return Optional.of(new Cicp(in.u16(4), in.u16(8), (in.u8(10) & 0x80) != 0));
      }
    }
    return Optional.empty();
  }
}
