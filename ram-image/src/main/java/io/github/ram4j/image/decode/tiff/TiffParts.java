package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import java.nio.ByteBuffer;

/** The places of a TIFF page's strips or tiles in the file. Immutable; bytes borrowed. */
final class TiffParts {
  private static final int MOST = 1 << 20;

  /** The most parts that are each decoded as an image of its own. */
  private static final int MOST_IMAGES = 1 << 16;

  /** No compression enlarges samples by more than this factor, and a little. */
  private static final int MOST_TIMES = 8;

  private static final int A_LITTLE = 256;

  /** Room for a JPEG's tables and the like. */
  private static final int MARKERS = 1 << 16;

  private final TiffDirectory directory;
  private final TiffPage page;
  private final byte[] encoded;
  private final TiffTag offsets;
  private final TiffTag byteCounts;
  private final int count;

  private TiffParts(TiffDirectory directory, TiffPage page, byte[] encoded, int count) {
    this.directory = directory;
    this.page = page;
    this.encoded = encoded;
    this.offsets = page.tiles() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    this.byteCounts = page.tiles() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
    this.count = count;
  }

  /**
   * Checks that the file has the places of all parts.
   *
   * @param encoded the file
   */
  static TiffParts of(TiffDirectory directory, TiffPage page, byte[] encoded)
      throws DamagedImageException {
    long count = (long) page.partsAcross() * page.partsDown() * page.planes();
    boolean images =
        page.compression() == TiffCompression.FAX || page.compression() == TiffCompression.JPEG;
    int most = images ? MOST_IMAGES : MOST;
    if (count > most) {
      throw new DamagedImageException(
          "TIFF: expected at most %d strips or tiles, found %d".formatted(most, count));
    }
    TiffParts parts = new TiffParts(directory, page, encoded, (int) count);
    directory.checkCount(parts.offsets, parts.count);
    if (directory.has(parts.byteCounts)) {
      directory.checkCount(parts.byteCounts, parts.count);
    }
    return parts;
  }

  /**
   * The bytes of a part, as far as the file has them and they can be needed. Unpacking finds out
   * whether they are enough. Many parts may claim the same bytes, so without that bound a small
   * file could keep a decoder busy for long.
   */
  ByteBuffer bytes(int part) throws DamagedImageException {
    long offset = directory.numberAt(offsets, part);
    if (offset < 0 || offset >= encoded.length) {
      throw new DamagedImageException(
          "TIFF: expected strip or tile %d within the file's %d bytes, found it at %d"
              .formatted(part, encoded.length, offset));
    }
    long bytes = directory.has(byteCounts) ? directory.numberAt(byteCounts, part) : 0;
    if (bytes <= 0) {
      bytes = bytesWithoutCount(part);
    }
    long more = page.compression() == TiffCompression.JPEG ? MARKERS : A_LITTLE;
    long needed = MOST_TIMES * page.rowBytes() * page.partHeight() + more;
    long left = encoded.length - offset;
    return ByteBuffer.wrap(encoded, (int) offset, (int) Math.min(left, Math.min(bytes, needed)));
  }

  /**
   * The length of a part where an old file does not say it: without a bound for plain samples and
   * for a single part.
   */
  private long bytesWithoutCount(int part) throws DamagedImageException {
    if (page.compression() == TiffCompression.NONE || count == 1) {
      return Long.MAX_VALUE;
    }
    throw new DamagedImageException(
        "TIFF: expected the bytes of strip or tile %d in the field %s, found none"
            .formatted(part, byteCounts));
  }
}
