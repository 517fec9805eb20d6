package io.github.ram4j.image.decode.bmp;

import io.github.ram4j.image.decode.format.DamagedImageException;

/**
 * Unpacks the runs of a BMP's pixels of 4 and 8 bits. Pixels that the file passes over have the
 * palette's first colour; a file that ends before the last row is refused.
 */
final class BmpRunLengths {
  private final byte[] in;
  private final BmpHeader header;
  private final byte[] indexes;
  private int place;
  private int x;
  private int y;

  private BmpRunLengths(byte[] in, BmpHeader header) {
    this.in = in;
    this.header = header;
    this.indexes = new byte[header.width() * header.height()];
    this.place = (int) Math.min(in.length, header.pixelsPlace());
  }

  /**
   * Unpacks all rows.
   *
   * @param in the file
   * @return palette indexes [height, width], in the file's order of rows
   */
  static byte[] unpack(byte[] in, BmpHeader header) throws DamagedImageException {
    BmpRunLengths runs = new BmpRunLengths(in, header);
    runs.unpack();
    return runs.indexes;
  }

  private void unpack() throws DamagedImageException {
    boolean more = true;
    while (more && y < header.height() && place + 1 < in.length) {
      int count = in[place] & 0xFF;
      int value = in[place + 1] & 0xFF;
      place += 2;
      if (count > 0) {
        run(count, value);
      } else if (value == 0) {
        x = 0;
        y++;
      } else if (value == 1) {
        more = false;
      } else if (value == 2) {
        more = jump();
      } else {
        more = literal(value);
      }
    }
    boolean lastRowDone = y == header.height() - 1 && x >= header.width();
    if (y < header.height() && !lastRowDone) {
      throw new DamagedImageException(
          ("BMP is cut short: expected runs for %d rows of %d pixels, found their end at row %d,"
                  + " pixel %d")
              .formatted(header.height(), header.width(), y, x));
    }
  }

  private void run(int count, int value) {
    int end = end(count);
    for (int i = 0; x < end; i++, x++) {
      int index = header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 0xF;
      indexes[header.width() * y + x] = (byte) index;
    }
  }

  /** The end of so many pixels: those beyond the row, which a few programs write, are left out. */
  private int end(int count) {
    return Math.min(header.width(), x + count);
  }

  private boolean jump() {
    if (place + 1 >= in.length) {
      return false;
    }
    x = end(in[place] & 0xFF);
    y += in[place + 1] & 0xFF;
    place += 2;
    return true;
  }

  /** Pixels as they are, filled up to an even number of bytes. */
  private boolean literal(int count) {
    int bytes = header.bits() == 8 ? count : (count + 1) / 2;
    if (place + bytes > in.length) {
      return false;
    }
    int end = end(count);
    for (int i = 0; x < end; i++, x++) {
      int index =
          header.bits() == 8 ? in[place + i] : (in[place + i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
      indexes[header.width() * y + x] = (byte) index;
    }
    place += (bytes + 1) / 2 * 2;
    return true;
  }
}
