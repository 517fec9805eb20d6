package io.github.ram4j.image.heif.codec;

import io.github.ram4j.image.decode.format.DamagedImageException;

/**
 * The size that AV1's sequence headers announce, for which a decoder allocates. Read before
 * decoding, since libaom knows no limit.
 *
 * @implNote Source: AV1 Bitstream & Decoding Process Specification, 5.3 and 5.5.
 */
final class Av1Size {
  private static final int SEQUENCE_HEADER = 1;
  private static final int LEB_BYTES = 8;
  private static final int WIDE_LEVEL = 7;

  private final byte[] bytes;
  private long bit;
  private final long endBit;

  private Av1Size(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.bit = 8L * from;
    this.endBit = 8L * to;
  }

  /**
   * Checks each sequence header.
   *
   * @param image whose size the headers must have
   * @throws DamagedImageException if there is none, or one has another size
   */
  static void check(CodedImage image) throws DamagedImageException {
    byte[] data = image.data();
    int headers = 0;
    int place = 0;
    while (place < data.length) {
      int first = data[place++] & 0xFF;
      if ((first & 4) != 0) {
        place++; // the extension
      }
      long size = (long) data.length - place;
      if ((first & 2) != 0) {
        size = 0;
        for (int i = 0; i < LEB_BYTES; i++) {
          int next = place < data.length ? data[place++] : 0;
          size |= (long) (next & 127) << (7 * i);
          if (next >= 0) {
            break;
          }
        }
      }
      if (size < 0 || size > data.length - place) {
        throw new DamagedImageException(
            "AV1: expected %d bytes of a unit, found %d: the image is cut short or damaged"
                .formatted(size, Math.max(0, data.length - place)));
      }
      if (((first >> 3) & 15) == SEQUENCE_HEADER) {
        new Av1Size(data, place, (int) (place + size)).checkHeader(image);
        headers++;
      }
      place += (int) size;
    }
    if (headers == 0) {
      throw new DamagedImageException("AV1: expected a sequence header, found none");
    }
  }

  private void checkHeader(CodedImage image) throws DamagedImageException {
    skip(4); // profile, still picture
    if (read(1) == 1) {
      skip(5);
    } else {
      passTimingAndPoints();
    }
    int widthBits = read(4) + 1;
    int heightBits = read(4) + 1;
    int width = read(widthBits) + 1;
    int height = read(heightBits) + 1;
    if (width != image.width() || height != image.height()) {
      throw new DamagedImageException(
          "AV1: expected the size %d x %d that the file announces, found %d x %d"
              .formatted(image.width(), image.height(), width, height));
    }
  }

  private void passTimingAndPoints() throws DamagedImageException {
    int delayBits = 0;
    if (read(1) == 1) { // timing
      skip(64);
      if (read(1) == 1) {
        int zeros = 0;
        while (read(1) == 0) {
          zeros++;
        }
        skip(zeros);
      }
      if (read(1) == 1) { // decoder model
        delayBits = read(5) + 1;
        skip(32 + 5 + 5);
      }
    }
    boolean hasDisplayDelay = read(1) == 1;
    int points = read(5) + 1;
    for (int i = 0; i < points; i++) {
      skip(12);
      if (read(5) > WIDE_LEVEL) {
        skip(1);
      }
      if (delayBits > 0 && read(1) == 1) {
        skip(2L * delayBits + 1);
      }
      if (hasDisplayDelay && read(1) == 1) {
        skip(4);
      }
    }
  }

  private void skip(long bits) {
    bit += bits;
  }

  private int read(int bits) throws DamagedImageException {
    int value = 0;
    for (int i = 0; i < bits; i++, bit++) {
      if (bit >= endBit) {
        throw new DamagedImageException("AV1: expected a whole sequence header, found its end");
      }
      value = (value << 1) | ((bytes[(int) (bit >> 3)] >> (7 - (bit & 7))) & 1);
    }
    return value;
  }
}
