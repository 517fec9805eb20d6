package io.github.ram4j.onnx.decode;

/**
 * What a JPEG's markers say before its first scan. Immutable.
 *
 * @param width in pixels as stored
 * @param height in pixels as stored
 * @param components 1 for grey, 3 for YCbCr or RGB, 4 for CMYK or YCCK
 * @param adobeTransform colour transform of Adobe's marker: 0 none, 1 YCbCr, 2 YCCK; -1 without it
 * @param orientation EXIF orientation, 1 to 8; 1 where the file does not say
 */
record JpegHeader(int width, int height, int components, int adobeTransform, int orientation) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int EXIF = 0xE1;
  private static final int ADOBE = 0xEE;

  /**
   * Walks over the markers to the frame header.
   *
   * @param bytes all of the file, its highest bytes first
   */
  static JpegHeader read(HeaderBytes bytes) throws DamagedPictureException {
    int adobeTransform = -1;
    int orientation = 1;
    int place = 2;
    while (true) {
      while (bytes.u8(place) != 0xFF) {
        place++; // between markers decoders skip whatever is there
      }
      while (bytes.u8(place) == 0xFF) {
        place++;
      }
      int marker = bytes.u8(place++);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw new DamagedPictureException("JPEG: expected a frame header before the first scan");
      } else if (hasNoLength(marker)) {
        continue;
      }
      int length = Math.max(2, bytes.u16(place));
      if (isFrame(marker)) {
        return new JpegHeader(
            bytes.u16(place + 5),
            bytes.u16(place + 3),
            bytes.u8(place + 7),
            adobeTransform,
            orientation);
      } else if (marker == ADOBE && length >= 14 && bytes.ascii(place + 2, "Adobe")) {
        adobeTransform = bytes.u8(place + 13);
      } else if (marker == EXIF && bytes.ascii(place + 2, "Exif\0\0")) {
        orientation = TiffDirectory.orientation(bytes.part(place + 8, place + length));
      }
      place += length;
    }
  }

  /** Whether the four components are luminance, two of chrominance, and black. */
  boolean isYcck() {
    return adobeTransform > 0;
  }

  private static boolean hasNoLength(int marker) {
    return marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0
        && marker <= 0xCF
        && marker != 0xC4 // Huffman tables
        && marker != 0xC8 // reserved
        && marker != 0xCC; // arithmetic coding conditions
  }
}
