package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.BitSet;

/**
 * A check of a JPEG's scans before it is decoded: each of several scans costs a decoder as much
 * time as the whole image, though it may be a few bytes in the file.
 */
final class JpegScans {
  /** The most scans of a JPEG; encoders write ten or so, optimizing ones some more. */
  static final int MOST_SCANS = 100;

  /**
   * The most samples of all scans for each pixel that the pixel limit allows. Encoders write 14 or
   * less.
   */
  static final int MOST_PASSES = 32;

  /** The most bytes of the coefficients that a decoder keeps until the last scan. */
  static final long MOST_COEFFICIENT_BYTES = 768L << 20;

  /**
   * Markers passed over: tables, restart intervals, numbers of lines, data of applications, and
   * comments.
   */
  private static final BitSet PASSED_OVER = new BitSet();

  static {
    for (int marker : new int[] {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xFE}) {
      PASSED_OVER.set(marker);
    }
    PASSED_OVER.set(0xE0, 0xF0);
  }

  private JpegScans() {}

  /**
   * Checks that decoding takes a limited time and memory, and comes to an end.
   *
   * @param bytes all of the file, its highest bytes first
   * @param header the header, read before
   * @param maxPixels the pixel limit
   * @return the place of the end mark's code in a JPEG of one scan; -1 where there are several
   *     scans, or no end mark
   * @throws DamagedImageException if there are more scans, or samples in them, than are decoded, or
   *     a marker that no scan has
   */
  static int check(HeaderBytes bytes, JpegHeader header, long maxPixels)
      throws DamagedImageException {
    int inScan = bytes.u8(header.scanPlace() + 2);
    if (!header.isProgressive() && inScan >= header.components().count()) {
      return endOfOnlyScan(bytes, header); // one scan is all that decoders look at
    }
    long coefficientBytes = 2 * header.components().samples();
    if (coefficientBytes > MOST_COEFFICIENT_BYTES) {
      throw new DamagedImageException(
          ("JPEG of several scans: expected at most %d MiB of coefficients, found %d MiB; convert"
                  + " it to one of one scan (baseline)")
              .formatted(MOST_COEFFICIENT_BYTES >> 20, coefficientBytes >> 20));
    }
    long samples = 0;
    int scans = 0;
    int place = header.scanPlace();
    while (place > 0) {
      samples += samplesOfScan(bytes, header.components(), place);
      scans++;
      if (scans > MOST_SCANS) {
        throw new DamagedImageException(
            "JPEG: expected at most %d scans, found more".formatted(MOST_SCANS));
      } else if (samples > MOST_PASSES * maxPixels) {
        throw new DamagedImageException(
            ("JPEG: expected at most %d samples in all scans, %d times the pixel limit, found %d in"
                    + " the first %d scans")
                .formatted(MOST_PASSES * maxPixels, MOST_PASSES, samples, scans));
      }
      place = next(bytes, place, JpegHeader.START_OF_SCAN);
    }
    return -1;
  }

  /** Returns whether the file has an end mark. */
  static boolean hasEnd(HeaderBytes bytes, JpegHeader header) {
    return next(bytes, header.scanPlace(), JpegHeader.END_OF_IMAGE) > 0;
  }

  /**
   * Refuses markers in or behind the only scan that cannot be there: a byte was altered. A decoder
   * gives grey from there on, and OpenCV does not say so.
   */
  private static int endOfOnlyScan(HeaderBytes bytes, JpegHeader header)
      throws DamagedImageException {
    int place = bytes.nextMarker(header.scanPlace() + bytes.u16(header.scanPlace()));
    while (place >= 0 && bytes.u8(place) != JpegHeader.END_OF_IMAGE) {
      int marker = bytes.u8(place++);
      boolean known = PASSED_OVER.get(marker);
      boolean skipped = marker < 0xC0 && header.hasRestarts(); // until the next restart
      if (!known && !skipped && !isAlone(marker)) {
        throw new DamagedImageException(
            "JPEG is damaged: expected the end mark FF D9 after its only scan, found FF %02X at byte %d"
                .formatted(marker, place - 2));
      }
      place = bytes.nextMarker(place + (known && bytes.has(place, 2) ? bytes.u16(place) : 0));
    }
    return place;
  }

  /** Returns whether a marker of a scan has no segment behind it: TEM and the restart markers. */
  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private static long samplesOfScan(HeaderBytes bytes, JpegComponents components, int place)
      throws DamagedImageException {
    int count = bytes.has(place, 3) ? Math.min(4, bytes.u8(place + 2)) : 0;
    long samples = 0;
    for (int i = 0; i < count && bytes.has(place + 3 + 2 * i, 1); i++) {
      samples += components.samples(bytes.u8(place + 3 + 2 * i));
    }
    return samples;
  }

  /**
   * The place behind the next marker of this kind; -1 where the end of the image or file comes
   * before.
   */
  private static int next(HeaderBytes bytes, int from, int wanted) {
    int place = from;
    try {
      place += Math.max(2, bytes.u16(place));
      while (true) {
        place = bytes.nextMarker(place);
        if (place < 0) {
          return -1;
        }
        int marker = bytes.u8(place++);
        if (marker == wanted) {
          return place;
        } else if (marker == JpegHeader.END_OF_IMAGE) {
          return -1;
        } else if (!JpegHeader.hasNoLength(marker)) {
          place += Math.max(2, bytes.u16(place));
        }
      }
    } catch (DamagedImageException e) {
      return -1; // the end of the file
    }
  }
}
