package io.github.ram4j.metadata.container;

import io.github.ram4j.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The table of a JPEG's further images (CIPA's multi-picture format), which previews, depth maps
 * and gain maps of phones and cameras are. It says where they are, so it changes when they move.
 */
final class MultiPicture {
  static final byte[] NAME = Containers.latin("MPF\0");

  private static final int TABLE = 0xb002;
  private static final int ENTRY = 16;

  private final FileBytes source;
  private final TiffBytes tiff;
  private final long table;
  private final int count;

  private MultiPicture(FileBytes source, TiffBytes tiff, long table, int count) {
    this.source = source;
    this.tiff = tiff;
    this.table = table;
    this.count = count;
  }

  /** The table within a range, which begins with the header that offsets count from. */
  static MultiPicture of(FileBytes source, long from, long to) throws IOException {
    try {
      TiffBytes tiff = new TiffBytes(source, from, to);
      for (TiffBytes.Entry entry : tiff.directory(tiff.first()).entries()) {
        if (entry.tag() == TABLE && tiff.length(entry) % ENTRY == 0) {
          return new MultiPicture(
              source, tiff, tiff.place(entry), (int) (tiff.length(entry) / ENTRY));
        }
      }
      return new MultiPicture(source, tiff, from, 0);
    } catch (FileFormatException e) {
      throw new FileFormatException(
          source.name() + ": expected a table of further images, found a damaged one", e);
    }
  }

  /** Where the table begins in the file. */
  long table() {
    return table;
  }

  /**
   * The table after changes within the first image.
   *
   * @param grown by how much that grows
   * @param grownBefore how much of it before the header that offsets count from
   */
  byte[] moved(long grown, long grownBefore) throws IOException {
    ByteArrayOutputStream moved = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      long at = table + (long) ENTRY * i;
      long size = tiff.number(at + 4, 4, "a size");
      long offset = tiff.number(at + 8, 4, "an offset");
      boolean first = offset == 0;
      moved.writeBytes(source.bytes(at, 4, "attributes"));
      moved.writeBytes(tiff.bytes(first ? size + grown : size, 4));
      moved.writeBytes(tiff.bytes(first ? 0 : offset + grown - grownBefore, 4));
      moved.writeBytes(source.bytes(at + 12, 4, "dependencies"));
    }
    return moved.toByteArray();
  }
}
