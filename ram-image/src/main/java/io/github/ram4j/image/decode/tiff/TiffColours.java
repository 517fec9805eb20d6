package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;

/** The meanings that a TIFF's samples may have. */
enum TiffColours {
  GRAY_INVERTED(1, "grey (0 is white)", "1, 2, 4, 8, 12 or 16"),
  GRAY(1, "grey", "1, 2, 4, 8, 12 or 16"),
  RGB(3, "RGB", "8 or 16"),
  PALETTE(1, "palette colours", "1, 2, 4 or 8"),
  CMYK(4, "CMYK", "8 or 16"),
  YCBCR(3, "YCbCr", "8");

  private final int count;
  private final String displayName;
  private final String bits;

  TiffColours(int count, String displayName, String bits) {
    this.count = count;
    this.displayName = displayName;
    this.bits = bits;
  }

  /** The meaning of a number, as the field PhotometricInterpretation has it. */
  static TiffColours of(long number) throws DamagedImageException {
    if (number == 0) {
      return GRAY_INVERTED;
    } else if (number == 1) {
      return GRAY;
    } else if (number == 2) {
      return RGB;
    } else if (number == 3) {
      return PALETTE;
    } else if (number == 5) {
      return CMYK;
    } else if (number == 6) {
      return YCBCR;
    }
    String name = "";
    if (number == 4) {
      name = " (transparency mask)";
    } else if (number >= 8 && number <= 10) {
      name = " (CIE L*a*b*)";
    } else if (number == 32_803 || number == 34_892) {
      name = " (raw data of a camera)";
    } else if (number == 32_844 || number == 32_845) {
      name = " (logarithmic luminance)";
    }
    throw new DamagedImageException(
        "TIFF with the colours %d%s: expected grey, RGB, a palette, CMYK or YCbCr"
            .formatted(number, name));
  }

  /** Samples that make up a colour. */
  int count() {
    return count;
  }

  /** The numbers of bits that are decoded, in words. */
  String bits() {
    return bits;
  }

  @Override
  public String toString() {
    return displayName;
  }
}
