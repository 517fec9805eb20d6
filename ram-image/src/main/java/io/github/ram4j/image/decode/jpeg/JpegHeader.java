package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.OrientationTag;

/**
 * The header of a JPEG: its markers before the first scan. Immutable.
 *
 * @param frame marker of the frame header, which says how pixels are coded: 0xC0 to 0xCF
 * @param bits of a sample
 * @param width in pixels as stored
 * @param height in pixels as stored
 * @param components their identifiers and sampling factors; 1 for grey, 3 for YCbCr or RGB, 4 for
 *     CMYK or YCCK
 * @param adobeTransform colour transform of Adobe's marker: 0 none, 1 YCbCr, 2 YCCK; -1 without it
 * @param hasRestarts whether the scans have marks at which decoders begin anew
 * @param orientation EXIF orientation, or XMP's without it, 1 to 8; 1 where the file does not say
 * @param scanPlace of the first scan's length, behind its marker
 * @implNote Source: ITU-T T.81, annex B.
 */
public record JpegHeader(
    int frame,
    int bits,
    int width,
    int height,
    JpegComponents components,
    int adobeTransform,
    boolean hasRestarts,
    int orientation,
    int scanPlace) {
  static final int START_OF_SCAN = 0xDA;
  static final int END_OF_IMAGE = 0xD9;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int APP1 = 0xE1;
  private static final int ADOBE = 0xEE;
  private static final int JPEG_LS = 0xF7;
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  /**
   * Walks over the markers to the first scan.
   *
   * @param bytes all of the file, its highest bytes first
   */
  public static JpegHeader read(HeaderBytes bytes) throws DamagedImageException {
    int adobeTransform = -1;
    int frame = -1;
    int framePlace = -1;
    boolean hasRestarts = false;
    HeaderBytes exif = null;
    HeaderBytes xmp = null;
    int place = 2;
    while (true) {
      place = nextMarker(bytes, place);
      int marker = bytes.u8(place++);
      if (marker == END_OF_IMAGE || (marker == START_OF_SCAN && frame < 0)) {
        throw new DamagedImageException("JPEG: expected a frame header before the first scan");
      } else if (marker == START_OF_SCAN) {
        break;
      } else if (hasNoLength(marker)) {
        continue;
      }
      int length = Math.max(2, bytes.u16(place));
      if (marker == JPEG_LS) {
        throw new DamagedImageException(
            "JPEG-LS: not read by this version; convert it to JPEG or PNG");
      } else if (isFrame(marker)) {
        if (frame >= 0) {
          throw new DamagedImageException("JPEG: expected one frame header, found two");
        }
        frame = marker;
        framePlace = place;
      } else if (marker == RESTART_INTERVAL) {
        hasRestarts = bytes.u16(place + 2) > 0;
      } else if (marker == ADOBE && length >= 14 && bytes.ascii(place + 2, "Adobe")) {
        adobeTransform = bytes.u8(place + 13);
      } else if (marker == APP1 && bytes.ascii(place + 2, "Exif\0\0")) {
        exif = exif == null ? bytes.part(place + 2, place + length) : exif;
      } else if (marker == APP1 && bytes.ascii(place + 2, XMP)) {
        xmp = bytes.part(place + 2 + XMP.length(), place + length);
      }
      place += length;
    }
    return new JpegHeader(
        frame,
        bytes.u8(framePlace + 2),
        bytes.u16(framePlace + 5),
        bytes.u16(framePlace + 3),
        JpegComponents.read(bytes, framePlace),
        adobeTransform,
        hasRestarts,
        OrientationTag.of(exif, xmp),
        place);
  }

  /** Place of the code of the next marker: decoders skip whatever is before it. */
  static int nextMarker(HeaderBytes bytes, int from) throws DamagedImageException {
    int place = from;
    while (bytes.u8(place) != 0xFF) {
      place++;
    }
    while (bytes.u8(place) == 0xFF) {
      place++;
    }
    return place;
  }

  /** Returns whether the four components are luminance, two of chrominance, and black. */
  boolean isYcck() {
    return adobeTransform > 0;
  }

  /** Returns whether three components are luminance and chrominance beyond doubt, and not RGB. */
  boolean isYcbcr() {
    return components.count() == 3 && adobeTransform != 0 && !components.areNamedRgb();
  }

  /** Returns whether pixels are Huffman-coded, all of their bits at once: the usual kinds. */
  boolean isBaseline() {
    return frame == 0xC0 || frame == 0xC1;
  }

  /** Returns whether samples are stored as differences from their neighbours. */
  boolean isLossless() {
    return (frame & 3) == 3;
  }

  /** Returns whether each scan adds some bits to pixels that are complete after the last. */
  boolean isProgressive() {
    return (frame & 3) == 2;
  }

  /** Returns whether pixels are coded arithmetically. */
  boolean isArithmetic() {
    return frame > 0xC8;
  }

  /** Returns whether the file holds a pyramid of sizes. */
  boolean isHierarchical() {
    return (frame & 4) != 0;
  }

  static boolean hasNoLength(int marker) {
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
