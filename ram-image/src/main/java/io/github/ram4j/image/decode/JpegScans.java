package io.github.ram4j.image.decode;

/**
 * Scans of a JPEG that has several, counted before it is decoded: each of them costs a decoder as
 * much time as the whole image, though it may be a few bytes in the file.
 */
final class JpegScans {
  /** Encoders write ten or so, optimizing ones some more. */
  static final int MOST_SCANS = 100;

  /** Samples of all scans for each pixel that the pixel limit allows. Encoders write 14 or less. */
  static final int MOST_PASSES = 32;

  /** Of the coefficients that a decoder keeps until the last scan. */
  static final long MOST_COEFFICIENT_BYTES = 768L << 20;

  private JpegScans() {}

  /**
   * Checks that decoding takes a limited time and memory.
   *
   * @param bytes all of the file, its highest bytes first
   * @param header what has been read of it
   * @param maxPixels the pixel limit
   * @throws DamagedImageException if there are more scans, or samples in them, than are decoded
   */
  static void check(HeaderBytes bytes, JpegHeader header, long maxPixels)
      throws DamagedImageException {
    int inScan = bytes.u8(header.scanPlace() + 2);
    if (!header.isProgressive() && inScan >= header.components().count()) {
      return; // one scan is all that decoders look at
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
  }

  /** Whether the file has an end mark. */
  static boolean hasEnd(HeaderBytes bytes, JpegHeader header) {
    return next(bytes, header.scanPlace(), JpegHeader.END_OF_IMAGE) > 0;
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

  /** Behind the next marker of this kind; -1 where the end of the image or file comes before. */
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
