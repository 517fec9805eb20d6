package io.github.ram4j.onnx.decode;

/**
 * A few fields of a TIFF's or BigTIFF's first page, or of the same structure in EXIF data.
 * Immutable.
 *
 * @param width in pixels as stored; 0 where the page does not say
 * @param height in pixels as stored; 0 where the page does not say
 * @param orientation 1 to 8; 1 where the page does not say
 * @param bitsPerSample of the first channel; 1 where the page does not say
 * @param samplesPerPixel 1 where the page does not say
 * @param extraSample what the first channel beyond the colours is; {@link #NONE} without one
 * @param extraSamplePlace where that is stored, as two bytes; meaningless without one
 * @param bigEndian whether numbers have their highest byte first
 */
record TiffDirectory(
    long width,
    long height,
    int orientation,
    int bitsPerSample,
    int samplesPerPixel,
    int extraSample,
    int extraSamplePlace,
    boolean bigEndian) {
  /** There is no channel beyond the colours, or nothing is said about it. */
  static final int NONE = -1;

  /** The channel is alpha, and the colours are multiplied with it. */
  static final int ASSOCIATED_ALPHA = 1;

  /** The channel is alpha, and the colours are as they are. */
  static final int UNASSOCIATED_ALPHA = 2;

  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int EXTRA_SAMPLES = 338;

  static boolean hasSignature(HeaderBytes bytes) {
    return bytes.ascii(0, "II*\0")
        || bytes.ascii(0, "MM\0*")
        || bytes.ascii(0, "II+\0")
        || bytes.ascii(0, "MM\0+");
  }

  /** The orientation that EXIF data names; 1 where they are damaged, which is no reason to fail. */
  static int orientation(HeaderBytes exif) {
    try {
      return hasSignature(exif) ? read(exif).orientation() : 1;
    } catch (DamagedPictureException e) {
      return 1;
    }
  }

  /**
   * Reads the first page's fields, each of which is looked at once, however many there are.
   *
   * @param bytes all of the TIFF, in any order; its signature has been checked
   */
  static TiffDirectory read(HeaderBytes bytes) throws DamagedPictureException {
    boolean bigEndian = bytes.ascii(0, "MM");
    HeaderBytes in = bytes.ordered(bigEndian);
    boolean big = in.u16(2) == 43;
    long directory = big ? in.u64(8) : in.u32(4);
    long fields = big ? in.u64(directory) : in.u16(directory);
    int fieldBytes = big ? 20 : 12;
    long first = directory + (big ? 8 : 2);
    if (fields < 0 || fields > in.length() / fieldBytes || !in.has(first, 0)) {
      throw new DamagedPictureException(
          "TIFF: expected a directory within the file's %d bytes, found %d fields at %d"
              .formatted(in.length(), fields, directory));
    }
    Fields found = new Fields(in, big);
    for (long place = first; fields > 0; fields--, place += fieldBytes) {
      found.read(place);
    }
    return new TiffDirectory(
        found.width,
        found.height,
        found.orientation < 1 || found.orientation > 8 ? 1 : (int) found.orientation,
        (int) found.bitsPerSample,
        (int) found.samplesPerPixel,
        (int) found.extraSample,
        (int) found.extraSamplePlace,
        bigEndian);
  }

  /** The fields as they are found; one that is there twice counts as the last says. */
  private static final class Fields {
    private final HeaderBytes in;
    private final boolean big;
    private long width;
    private long height;
    private long orientation = 1;
    private long bitsPerSample = 1;
    private long samplesPerPixel = 1;
    private long extraSample = NONE;
    private long extraSamplePlace;

    Fields(HeaderBytes in, boolean big) {
      this.in = in;
      this.big = big;
    }

    void read(long place) throws DamagedPictureException {
      switch (in.u16(place)) {
        case IMAGE_WIDTH -> width = value(place);
        case IMAGE_LENGTH -> height = value(place);
        case BITS_PER_SAMPLE -> bitsPerSample = value(place);
        case ORIENTATION -> orientation = value(place);
        case SAMPLES_PER_PIXEL -> samplesPerPixel = value(place);
        case EXTRA_SAMPLES -> {
          extraSample = value(place);
          extraSamplePlace = placeOfValue(place);
        }
        default -> {
          // not needed here
        }
      }
    }

    /** The first number of a field. */
    private long value(long place) throws DamagedPictureException {
      long at = placeOfValue(place);
      return switch (in.u16(place + 2)) {
        case 1 -> in.u8(at);
        case 3 -> in.u16(at);
        case 16 -> in.u64(at);
        default -> in.u32(at);
      };
    }

    /** Short values stand in the field itself, longer ones somewhere else. */
    private long placeOfValue(long place) throws DamagedPictureException {
      int type = in.u16(place + 2);
      long size = type == 1 ? 1 : type == 3 ? 2 : type == 16 ? 8 : 4;
      long count = big ? in.u64(place + 4) : in.u32(place + 4);
      long valuePlace = place + (big ? 12 : 8);
      int room = big ? 8 : 4;
      if (count >= 0 && count <= room / size) {
        return valuePlace;
      }
      return big ? in.u64(valuePlace) : in.u32(valuePlace);
    }
  }
}
