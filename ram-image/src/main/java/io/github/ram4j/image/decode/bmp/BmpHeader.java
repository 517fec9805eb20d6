package io.github.ram4j.image.decode.bmp;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import java.util.Arrays;

/**
 * Headers of a BMP, of Windows 3 to 5 and OS/2. Immutable.
 *
 * @param width in pixels
 * @param height in pixels
 * @param fromTop whether the first row is the upper one
 * @param bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param runLengths whether pixels of 4 or 8 bits are packed as runs
 * @param masks of red, green and blue in pixels of 16 bits and more; empty for palettes
 * @param palette red, green and blue of each index; empty without one
 * @param pixelsPlace of the first row in the file
 */
@SuppressWarnings("ArrayRecordComponent") // read by the decoder alone, and never compared
record BmpHeader(
    int width,
    int height,
    boolean fromTop,
    int bits,
    boolean runLengths,
    int[] masks,
    byte[] palette,
    long pixelsPlace) {
  private static final int FILE_HEADER = 14;
  private static final int OS2 = 12;
  private static final int WINDOWS_3 = 40;

  /** Windows 3, the same with masks, with alpha's, OS/2 2, Windows 4 and 5. */
  private static final int[] SIZES = {WINDOWS_3, 52, 56, 64, 108, 124};

  private static final int BIT_FIELDS = 3;
  private static final int[] MASKS_15 = {0x7C00, 0x3E0, 0x1F};
  private static final int[] MASKS_24 = {0xFF0000, 0xFF00, 0xFF};

  /** Reads width and height. */
  static ImageHeader readSize(HeaderBytes bytes) throws DamagedImageException {
    if (headerSize(bytes) == OS2) {
      return ImageHeader.of(ImageFormat.BMP, bytes.u16(18), bytes.u16(20));
    }
    int width = (int) bytes.u32(18);
    int height = (int) bytes.u32(22); // negative where the rows are stored from the top
    return ImageHeader.of(ImageFormat.BMP, width, Math.abs((long) height));
  }

  /** Reads all of a header whose size has been read. */
  static BmpHeader read(HeaderBytes bytes, ImageHeader size) throws DamagedImageException {
    int headerSize = headerSize(bytes);
    boolean os2 = headerSize == OS2;
    int bits = bytes.u16(os2 ? 24 : 28);
    long compression = os2 ? 0 : bytes.u32(30);
    checkKind(bits, compression);
    int[] masks = {};
    long end = (long) FILE_HEADER + headerSize;
    byte[] palette = {};
    if (bits <= 8) {
      int colours = colours(os2 ? 0 : bytes.u32(46), bits);
      palette = palette(bytes, end, colours, os2 ? 3 : 4);
      end += (long) colours * (os2 ? 3 : 4);
    } else if (compression == BIT_FIELDS) {
      masks = masks(bytes, bits);
      end += headerSize == WINDOWS_3 ? 12 : 0;
    } else {
      masks = bits == 16 ? MASKS_15 : MASKS_24;
    }
    long place = bytes.u32(10);
    // Some programs leave the place out, or have it before the palette.
    boolean beforePalette = bits <= 8 && place == FILE_HEADER + headerSize;
    return new BmpHeader(
        size.width(),
        size.height(),
        !os2 && (int) bytes.u32(22) < 0,
        bits,
        compression == 1 || compression == 2,
        masks,
        palette,
        place == 0 || beforePalette ? end : place);
  }

  /** Bytes of a row of whole pixels, without the padding to four. */
  long rowBytes() {
    return ((long) width * bits + 7) / 8;
  }

  private static int headerSize(HeaderBytes bytes) throws DamagedImageException {
    long size = bytes.u32(FILE_HEADER);
    if (size != OS2 && Arrays.stream(SIZES).noneMatch(known -> known == size)) {
      throw new DamagedImageException(
          "BMP with a header of %d bytes: expected 12, 40, 52, 56, 64, 108 or 124".formatted(size));
    }
    return (int) size;
  }

  private static void checkKind(int bits, long compression) throws DamagedImageException {
    if (compression == 4 || compression == 5) {
      throw new DamagedImageException(
          "BMP that holds a %s: expected the pixels themselves"
              .formatted(compression == 4 ? "JPEG" : "PNG"));
    }
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw new DamagedImageException(
          "BMP with %d bits a pixel: expected 1, 4, 8, 16, 24 or 32".formatted(bits));
    }
    boolean known =
        compression == 0
            || (compression == 1 && bits == 8)
            || (compression == 2 && bits == 4)
            || (compression == BIT_FIELDS && bits >= 16);
    if (!known) {
      throw new DamagedImageException(
          ("BMP of %d bits a pixel with the compression %d: expected 0 (none), 1 (RLE of 8 bits),"
                  + " 2 (RLE of 4 bits) or 3 (bit masks of 16 bits and more)")
              .formatted(bits, compression));
    }
  }

  private static int colours(long said, int bits) throws DamagedImageException {
    if (said > 1 << 16) {
      throw new DamagedImageException(
          "BMP: expected a palette of at most 65536 colours, found %d".formatted(said));
    }
    return said == 0 ? 1 << bits : (int) said;
  }

  /** A palette of all 256 indexes; those that the file leaves out are black. */
  private static byte[] palette(HeaderBytes bytes, long place, int colours, int entryBytes)
      throws DamagedImageException {
    byte[] palette = new byte[3 * 256];
    for (int i = 0; i < Math.min(256, colours); i++) {
      for (int channel = 0; channel < 3; channel++) {
        palette[3 * i + channel] = (byte) bytes.u8(place + (long) entryBytes * i + 2 - channel);
      }
    }
    return palette;
  }

  /** The masks stand in the longer headers, and behind the one of 40 bytes, at the same place. */
  private static int[] masks(HeaderBytes bytes, int bits) throws DamagedImageException {
    int[] masks = {(int) bytes.u32(54), (int) bytes.u32(58), (int) bytes.u32(62)};
    if (bits == 32 && Arrays.equals(masks, new int[3])) {
      return MASKS_24;
    }
    for (int mask : masks) {
      int ones = mask >>> Integer.numberOfTrailingZeros(mask);
      boolean beyond = bits < 32 && mask >>> bits != 0;
      if (mask == 0 || (ones & (ones + 1)) != 0 || beyond) {
        throw new DamagedImageException(
            "BMP of %d bits a pixel with the masks %08X, %08X and %08X: expected neighbouring bits"
                .formatted(bits, masks[0], masks[1], masks[2]));
      }
    }
    return masks;
  }
}
