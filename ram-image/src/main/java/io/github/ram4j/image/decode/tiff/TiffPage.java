package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;

/**
 * Description of a TIFF's first page by its directory: a kind that is decoded, checked, or else
 * refused by its name. Immutable.
 *
 * @param width in pixels as stored
 * @param height in pixels as stored
 * @param orientation 1 to 8
 * @param bits of each sample: 1, 2, 4, 8, 12 or 16
 * @param samples of each pixel: the colours first, then extra ones
 * @param colours the meaning of the colours
 * @param associatedAlpha whether the sample after the colours is alpha that they are multiplied by
 * @param planar whether each sample has parts (strips or tiles) of its own
 * @param compression of the parts
 * @param compressionNumber the same as the file's number
 * @param faxOptions of CCITT Group 3 and 4
 * @param differences whether samples are the differences to those at their left
 * @param reversed whether the bits of each byte are in reverse order
 * @param bigEndian whether numbers, samples too, have their highest byte first
 * @param tiles whether the parts are tiles, otherwise strips
 * @param partWidth of a strip or tile, in pixels
 * @param partHeight of a strip or tile, in pixels; of the last strip perhaps more than is there
 */
record TiffPage(
    int width,
    int height,
    int orientation,
    int bits,
    int samples,
    TiffColours colours,
    boolean associatedAlpha,
    boolean planar,
    TiffCompression compression,
    int compressionNumber,
    long faxOptions,
    boolean differences,
    boolean reversed,
    boolean bigEndian,
    boolean tiles,
    int partWidth,
    int partHeight) {
  private static final int MOST_SAMPLES = 6;

  /**
   * Reads the size, and checks that the directory is unambiguous.
   *
   * @return width and height
   */
  static ImageHeader readSize(TiffDirectory directory) throws DamagedImageException {
    directory.checkFieldsAreThereOnce();
    return ImageHeader.of(
        ImageFormat.TIFF,
        directory.number(TiffTag.IMAGE_WIDTH, 0),
        directory.number(TiffTag.IMAGE_LENGTH, 0));
  }

  /** Reads a page of which {@link #readSize} has been read. */
  static TiffPage read(TiffDirectory directory, ImageHeader size) throws DamagedImageException {
    int compressionNumber = (int) Math.min(1 << 16, directory.number(TiffTag.COMPRESSION, 1));
    TiffCompression compression = TiffCompression.of(compressionNumber);
    TiffColours colours = TiffColours.of(directory.number(TiffTag.PHOTOMETRIC, 0));
    int samples = samples(directory, colours);
    long saidBits = bits(directory, samples);
    checkWholeNumbers(directory, saidBits);
    int bits = checkedBits(saidBits, samples, colours);
    if (directory.number(TiffTag.INK_SET, 1) != 1) {
      throw new DamagedImageException("TIFF with inks other than CMYK: expected CMYK");
    }
    boolean tiles = directory.has(TiffTag.TILE_OFFSETS);
    TiffPage page =
        new TiffPage(
            size.width(),
            size.height(),
            directory.orientation(),
            bits,
            samples,
            colours,
            samples > colours.count()
                && colours != TiffColours.CMYK
                && colours != TiffColours.PALETTE
                && directory.number(TiffTag.EXTRA_SAMPLES, 0) == 1,
            samples > 1 && oneOf(directory, TiffTag.PLANAR_CONFIGURATION, 1, 2) == 2,
            compression,
            compressionNumber,
            directory.number(compressionNumber == 3 ? TiffTag.T4_OPTIONS : TiffTag.T6_OPTIONS, 0),
            hasPredictor(compression) && oneOf(directory, TiffTag.PREDICTOR, 1, 2) == 2,
            oneOf(directory, TiffTag.FILL_ORDER, 1, 2) == 2,
            directory.bytes().isBigEndian(),
            tiles,
            tiles ? side(directory, TiffTag.TILE_WIDTH) : size.width(),
            tiles
                ? side(directory, TiffTag.TILE_LENGTH)
                : (int)
                    Math.min(
                        size.height(),
                        Math.max(1, directory.number(TiffTag.ROWS_PER_STRIP, size.height()))));
    page.checkCombination();
    return page;
  }

  /** Number of planes of parts. */
  int planes() {
    return planar ? samples : 1;
  }

  /** Samples of a pixel within one part. */
  int samplesInPart() {
    return planar ? 1 : samples;
  }

  int partsAcross() {
    return (int) (((long) width + partWidth - 1) / partWidth);
  }

  int partsDown() {
    return (int) (((long) height + partHeight - 1) / partHeight);
  }

  /** Bytes of a part's row once it is unpacked. */
  long rowBytes() {
    return ((long) partWidth * samplesInPart() * bits + 7) / 8;
  }

  private static boolean hasPredictor(TiffCompression compression) {
    return compression == TiffCompression.LZW || compression == TiffCompression.DEFLATE;
  }

  private static int samples(TiffDirectory directory, TiffColours colours)
      throws DamagedImageException {
    long samples = directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (samples < colours.count() || samples > MOST_SAMPLES) {
      throw new DamagedImageException(
          "TIFF of %s with %d samples a pixel: expected %d to %d"
              .formatted(colours, samples, colours.count(), MOST_SAMPLES));
    }
    return (int) samples;
  }

  private static long bits(TiffDirectory directory, int samples) throws DamagedImageException {
    if (!directory.has(TiffTag.BITS_PER_SAMPLE)) {
      return 1;
    }
    // One number instead of one for each sample is a common mistake.
    int count = directory.count(TiffTag.BITS_PER_SAMPLE) == 1 ? 1 : samples;
    long[] bits = directory.numbers(TiffTag.BITS_PER_SAMPLE, count);
    for (long other : bits) {
      if (other != bits[0]) {
        throw new DamagedImageException(
            "TIFF with samples of %d and %d bits: expected the same for all"
                .formatted(bits[0], other));
      }
    }
    return bits[0];
  }

  private static int checkedBits(long bits, int samples, TiffColours colours)
      throws DamagedImageException {
    boolean known =
        switch (colours) {
          case PALETTE -> bits == 8 || (samples == 1 && (bits == 1 || bits == 2 || bits == 4));
          case GRAY, GRAY_INVERTED ->
              bits == 8
                  || bits == 16
                  || (samples == 1 && (bits == 1 || bits == 2 || bits == 4 || bits == 12));
          case RGB, CMYK -> bits == 8 || bits == 16;
          case YCBCR -> bits == 8;
        };
    if (!known) {
      throw new DamagedImageException(
          "TIFF of %s with %d bits a sample%s: expected %s"
              .formatted(
                  colours,
                  bits,
                  samples > colours.count() ? " and extra samples" : "",
                  samples > 1 && colours.count() == 1 ? "8 or 16" : colours.bits()));
    }
    return (int) bits;
  }

  private static void checkWholeNumbers(TiffDirectory directory, long bits)
      throws DamagedImageException {
    long format = directory.number(TiffTag.SAMPLE_FORMAT, 1);
    if (format != 1 && format != 4) {
      String name =
          format == 2
              ? "signed numbers"
              : format == 3 ? "floating-point numbers" : "of the format " + format;
      throw new DamagedImageException(
          "TIFF with samples that are %s of %d bits: expected unsigned whole numbers"
              .formatted(name, bits));
    }
  }

  private static long oneOf(TiffDirectory directory, TiffTag tag, int one, int other)
      throws DamagedImageException {
    long number = directory.number(tag, one);
    if (number != one && number != other) {
      throw new DamagedImageException(
          "TIFF with the %s %d: expected %d or %d".formatted(tag, number, one, other));
    }
    return number;
  }

  private static int side(TiffDirectory directory, TiffTag tag) throws DamagedImageException {
    long side = directory.number(tag, 0);
    if (side < 1 || side > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "TIFF: expected a %s of at least 1 pixel, found %d".formatted(tag, side));
    }
    return (int) side;
  }

  private void checkCombination() throws DamagedImageException {
    if (compression == TiffCompression.FAX && (bits != 1 || samples != 1)) {
      throw new DamagedImageException(
          "TIFF with a fax's compression (%d): expected 1 sample of 1 bit, found %d of %d"
              .formatted(compressionNumber, samples, bits));
    }
    if (compression == TiffCompression.JPEG
        && (bits != 8 || planar || samples != colours.count() || samples == 4)) {
      throw new DamagedImageException(
          "TIFF with JPEG of %d %ssamples of %s, %d bits each: expected 1 or 3, 8 bits each"
              .formatted(samples, planar ? "separate " : "", colours, bits));
    }
    if (colours == TiffColours.YCBCR && compression != TiffCompression.JPEG) {
      throw new DamagedImageException(
          "TIFF in YCbCr with the compression %d: expected it with JPEG alone"
              .formatted(compressionNumber));
    }
    if (differences && bits != 8 && bits != 16) {
      throw new DamagedImageException(
          "TIFF with differences of samples of %d bits: expected 8 or 16".formatted(bits));
    }
  }
}
