package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import java.util.HashMap;
import java.util.Map;

/** The ways in which the pixels of a TIFF may be packed. */
enum TiffCompression {
  NONE,
  DEFLATE,
  PACK_BITS,
  LZW,
  FAX,
  JPEG;

  private static final Map<Integer, String> NOT_DECODED = new HashMap<>();

  static {
    NOT_DECODED.put(6, "old-style JPEG");
    NOT_DECODED.put(9, "JBIG");
    NOT_DECODED.put(10, "JBIG");
    NOT_DECODED.put(32_766, "NeXT");
    NOT_DECODED.put(32_771, "CCITT RLE of whole words");
    NOT_DECODED.put(32_809, "ThunderScan");
    NOT_DECODED.put(32_908, "PixarFilm");
    NOT_DECODED.put(32_909, "PixarLog");
    NOT_DECODED.put(33_003, "JPEG 2000 of Aperio");
    NOT_DECODED.put(33_005, "JPEG 2000 of Aperio");
    NOT_DECODED.put(34_661, "JBIG");
    NOT_DECODED.put(34_676, "SGILog");
    NOT_DECODED.put(34_677, "SGILog24");
    NOT_DECODED.put(34_712, "JPEG 2000");
    NOT_DECODED.put(34_887, "LERC");
    NOT_DECODED.put(34_892, "lossy JPEG of DNG");
    NOT_DECODED.put(34_925, "LZMA");
    NOT_DECODED.put(34_933, "PNG");
    NOT_DECODED.put(34_934, "JPEG XR");
    NOT_DECODED.put(50_000, "Zstandard");
    NOT_DECODED.put(50_001, "WebP");
    NOT_DECODED.put(50_002, "JPEG XL");
    NOT_DECODED.put(52_546, "JPEG XL of DNG");
  }

  /**
   * The compression of a number, as the field Compression has it.
   *
   * @throws DamagedImageException for those that are not decoded, naming them
   */
  static TiffCompression of(long number) throws DamagedImageException {
    if (number == 1) {
      return NONE;
    } else if (number >= 2 && number <= 4) {
      return FAX;
    } else if (number == 5) {
      return LZW;
    } else if (number == 7) {
      return JPEG;
    } else if (number == 8 || number == 32_946) {
      return DEFLATE;
    } else if (number == 32_773) {
      return PACK_BITS;
    }
    String name = number < 1 << 16 ? NOT_DECODED.get((int) number) : null;
    throw new DamagedImageException(
        ("TIFF with the compression %d%s: expected none, CCITT RLE, Group 3 or Group 4, LZW, JPEG,"
                + " Deflate or PackBits")
            .formatted(number, name == null ? "" : " (" + name + ")"));
  }
}
