package io.github.ram4j.image.decode.format;

/**
 * A reader of an image's orientation, from EXIF data or else XMP data. Nothing is thrown: damaged
 * data count as absent, and are no reason to refuse an image.
 *
 * @implNote Sources: EXIF 2.3, 4.6.4; for the precedence of the two, and for the search of XMP,
 *     Pillow, src/PIL/Image.py, getexif.
 */
public final class OrientationTag {
  /** Upright. */
  public static final int UPRIGHT = 1;

  private static final int ABSENT = -1;
  private static final int TAG = 274;
  private static final int FIELD_BYTES = 12;
  private static final String IN_XMP = "tiff:Orientation";

  private OrientationTag() {}

  /**
   * The orientation.
   *
   * @param exif EXIF data, with or without "Exif" and two zero bytes before them; null for none
   * @param xmp a packet of XMP; null for none
   * @return 1 to 8; 1 where neither has an orientation
   */
  public static int of(HeaderBytes exif, HeaderBytes xmp) {
    int found = exif == null ? ABSENT : inExif(exif);
    if (found == ABSENT && xmp != null) {
      found = inXmp(xmp);
    }
    return found >= 1 && found <= 8 ? found : UPRIGHT;
  }

  private static int inExif(HeaderBytes given) {
    HeaderBytes exif = given;
    while (exif.ascii(0, "Exif\0\0")) {
      exif = exif.part(6, exif.length());
    }
    boolean bigEndian = exif.ascii(0, "MM\0*");
    if (!bigEndian && !exif.ascii(0, "II*\0")) {
      return ABSENT;
    }
    HeaderBytes in = exif.ordered(bigEndian);
    try {
      long directory = in.u32(4);
      int fields = in.u16(directory);
      for (long place = directory + 2; fields > 0; fields--, place += FIELD_BYTES) {
        if (in.u16(place) == TAG) {
          // A number of 16 bits, as EXIF asks; some write 8 or 32.
          return switch (in.u16(place + 2)) {
            case 1 -> in.u8(place + 8);
            case 4 -> (int) Math.min(in.u32(place + 8), Integer.MAX_VALUE);
            default -> in.u16(place + 8);
          };
        }
      }
    } catch (DamagedImageException e) {
      return ABSENT; // the data end before
    }
    return ABSENT;
  }

  /** The orientation in XMP, as an attribute or as an element. */
  private static int inXmp(HeaderBytes xmp) {
    for (int at = xmp.indexOf(IN_XMP, 0); at >= 0; at = xmp.indexOf(IN_XMP, at + 1)) {
      int behind = at + IN_XMP.length();
      int value = xmp.ascii(behind, "=\"") ? behind + 2 : xmp.ascii(behind, ">") ? behind + 1 : -1;
      for (int digit = 0; value >= 0 && digit <= 9; digit++) {
        if (xmp.ascii(value, Integer.toString(digit))) {
          return digit;
        }
      }
    }
    return ABSENT;
  }
}
