package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A reader of a PNG's chunks: the palette, the place of the pixels, and the orientation. Of an
 * animation it reads the default image, the one that every decoder knows.
 *
 * <p>Lengths are checked against the file, and checksums of the chunks that the pixels depend on
 * are compared. Other chunks are passed over, however many there are.
 */
final class PngChunks {
  /** The bytes of a chunk's length, name and checksum. */
  static final int FRAME = 12;

  private static final int SIGNATURE = 8;
  private static final int PALETTE_BYTES = 3 * 256;

  private final byte[] encoded;
  private final HeaderBytes bytes;
  private final PngHeader header;
  private final PngMetadata metadata;
  private byte[] palette;

  /** Place of the first chunk with pixels, once {@link #read} is through. */
  private int dataPlace = -1;

  private PngChunks(byte[] encoded) throws DamagedImageException {
    this.encoded = encoded;
    this.bytes = new HeaderBytes(encoded, true);
    this.header = PngHeader.read(bytes);
    this.metadata = new PngMetadata(bytes);
  }

  /**
   * Walks over the chunks.
   *
   * @param encoded a file whose signature has been checked; bytes after the end mark are ignored,
   *     and the end mark itself may be missing
   * @throws DamagedImageException if it ends before the pixels, or a chunk that they depend on is
   *     damaged or of an unknown kind
   */
  static PngChunks read(byte[] encoded) throws DamagedImageException {
    PngChunks chunks = new PngChunks(encoded);
    chunks.beforeData();
    chunks.afterData();
    return chunks;
  }

  PngHeader header() {
    return header;
  }

  /** Red, green and blue of the palette's entries, black beyond them; null without a palette. */
  byte[] palette() {
    return palette;
  }

  /** The orientation, 1 to 8 as in EXIF; 1 where the file does not say. */
  int orientation() {
    return metadata.orientation();
  }

  /** The compressed pixels. */
  PngData data() {
    return new PngData(encoded, dataPlace);
  }

  private void beforeData() throws DamagedImageException {
    checkSum(encoded, SIGNATURE, (int) bytes.u32(SIGNATURE));
    long place = SIGNATURE + FRAME + bytes.u32(SIGNATURE);
    while (!bytes.ascii(place + 4, "IDAT")) {
      if (!bytes.has(place, FRAME)) {
        throw new DamagedImageException(
            "PNG is cut short: expected a chunk at byte %d, found the end at %d"
                .formatted(place, encoded.length));
      }
      long length = bytes.u32(place);
      if (!bytes.has(place, FRAME) || length > encoded.length - FRAME - place) {
        throw new DamagedImageException(
            "PNG is cut short: expected a chunk of %d bytes at byte %d, found the end at %d"
                .formatted(length, place, encoded.length));
      }
      readChunk((int) place, (int) length);
      place += FRAME + length;
    }
    dataPlace = (int) place;
    if (header.colourType() == PngHeader.PALETTE && palette == null) {
      throw new DamagedImageException("PNG: expected a palette before the pixels, found none");
    }
  }

  private void readChunk(int place, int length) throws DamagedImageException {
    if (bytes.ascii(place + 4, "PLTE")) {
      readPalette(place, length);
    } else if (bytes.ascii(place + 4, "fcTL")) {
      checkFirstFrame(place, length);
    } else if ((bytes.u8(place + 4) & 0x20) == 0) { // a capital: decoding depends on it
      throw new DamagedImageException(
          "PNG: expected a chunk IDAT with pixels, found %s at byte %d"
              .formatted(bytes.printable(place + 4, 4), place));
    } else {
      metadata.read(place, length);
    }
  }

  private void readPalette(int place, int length) throws DamagedImageException {
    checkSum(encoded, place, length);
    if (length == 0 || length % 3 != 0 || length > PALETTE_BYTES) {
      throw new DamagedImageException(
          "PNG: expected a palette of 1 to 256 entries of 3 bytes, found %d bytes"
              .formatted(length));
    }
    palette =
        Arrays.copyOf(Arrays.copyOfRange(encoded, place + 8, place + 8 + length), PALETTE_BYTES);
  }

  /**
   * Checks a frame that is announced before the default image: it is that image, and so all of it.
   */
  private void checkFirstFrame(int place, int length) throws DamagedImageException {
    if (length != 26) {
      throw new DamagedImageException(
          "PNG, animated: expected a frame's chunk fcTL of 26 bytes, found " + length);
    }
    long width = bytes.u32(place + 12);
    long height = bytes.u32(place + 16);
    long left = bytes.u32(place + 20);
    long top = bytes.u32(place + 24);
    if (width != header.width() || height != header.height() || left != 0 || top != 0) {
      throw new DamagedImageException(
          ("PNG, animated: expected a first frame of %d x %d at 0, 0 as the image is, found one"
                  + " of %d x %d at %d, %d")
              .formatted(header.width(), header.height(), width, height, left, top));
    }
  }

  /**
   * Walks over the chunks after the pixels. An oddity there ends the walk without an error: the
   * pixels do not depend on it.
   */
  private void afterData() throws DamagedImageException {
    long place = dataPlace;
    while (bytes.has(place, FRAME) && !bytes.ascii(place + 4, "IEND")) {
      long length = bytes.u32(place);
      if (length > encoded.length - FRAME - place) {
        return;
      }
      metadata.read((int) place, (int) length);
      place += FRAME + length;
    }
  }

  /**
   * Compares a chunk's checksum.
   *
   * @param encoded all of the file
   * @param place of the chunk, which is within the file
   * @param length of its content
   */
  static void checkSum(byte[] encoded, int place, int length) throws DamagedImageException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    long stored = bytes.u32((long) place + 8 + length);
    CRC32 sum = new CRC32();
    sum.update(encoded, place + 4, 4 + length);
    if (sum.getValue() != stored) {
      throw new DamagedImageException(
          "PNG is damaged: expected the checksum %08X of the chunk %s at byte %d, found %08X"
              .formatted(stored, bytes.printable(place + 4, 4), place, sum.getValue()));
    }
  }
}
