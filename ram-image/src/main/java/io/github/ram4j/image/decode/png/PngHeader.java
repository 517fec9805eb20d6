package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;

/**
 * The chunk IHDR of a PNG: its size, and how its samples are stored. Immutable; checked.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType {@link #GREY}, {@link #RGB}, {@link #PALETTE}, {@link #GREY_ALPHA} or {@link
 *     #RGB_ALPHA}
 * @param interlaced whether the pixels stand in the seven passes of Adam7
 * @implNote Source: Portable Network Graphics, third edition, 11.2.1.
 */
record PngHeader(int width, int height, int bits, int colourType, boolean interlaced) {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  private static final int PLACE = 8;
  private static final int LENGTH = 13;

  /**
   * Reads the chunk behind the signature.
   *
   * @param bytes all of the file, highest bytes first
   */
  static PngHeader read(HeaderBytes bytes) throws DamagedImageException {
    if (bytes.ascii(PLACE + 4, "CgBI")) {
      throw new DamagedImageException(
          "PNG of Apple's kind CgBI, made for iPhones: not read by this version; convert it to"
              + " JPEG or PNG");
    }
    if (!bytes.ascii(PLACE + 4, "IHDR") || bytes.u32(PLACE) != LENGTH) {
      throw new DamagedImageException(
          "PNG: expected the chunk IHDR of 13 bytes first, found another");
    }
    ImageHeader size = ImageHeader.of(ImageFormat.PNG, bytes.u32(16), bytes.u32(20));
    int bits = bytes.u8(24);
    int colourType = bytes.u8(25);
    int compression = bytes.u8(26);
    int filter = bytes.u8(27);
    int interlace = bytes.u8(28);
    if (!isAllowed(bits, colourType) || compression != 0 || filter != 0 || interlace > 1) {
      throw new DamagedImageException(
          ("PNG: expected one of the standard's kinds, found %d bits a sample, colour type %d,"
                  + " compression %d, filter method %d, interlace method %d")
              .formatted(bits, colourType, compression, filter, interlace));
    }
    return new PngHeader(size.width(), size.height(), bits, colourType, interlace == 1);
  }

  private static boolean isAllowed(int bits, int colourType) {
    return switch (colourType) {
      case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
      case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
      default -> false;
    };
  }

  /** Samples of a pixel. */
  int channels() {
    return switch (colourType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  /** The distance, in bytes, from a byte to its left neighbour as filters see it. */
  int filterStep() {
    return Math.max(1, channels() * bits / 8);
  }

  /**
   * Bytes of a row, without the byte that names its filter.
   *
   * @param pixels of the row
   * @throws DamagedImageException if that is more than an array has
   */
  int rowBytes(int pixels) throws DamagedImageException {
    long bytes = ((long) pixels * channels() * bits + 7) / 8;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new DamagedImageException("PNG: rows of %d bytes are too long".formatted(bytes));
    }
    return (int) bytes;
  }
}
