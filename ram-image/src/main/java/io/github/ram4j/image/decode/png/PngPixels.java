package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;

/**
 * The conversion of a PNG's rows to RGB. Every pixel is written once, from a row that is there, or
 * the image is refused. Time and memory grow with the pixels, whatever the file's bytes are.
 *
 * @implNote Source: Portable Network Graphics, third edition, 7 and 8.
 */
final class PngPixels {
  /** First column, first row, columns and rows between two pixels, of Adam7's passes. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ALL_AT_ONCE = {{0, 0, 1, 1}};

  private final PngHeader header;
  private final PngData data;
  private final byte[] rgb;

  /** Red, green and blue of every value of a sample; null where there are three channels. */
  private final byte[] colours;

  private PngPixels(PngChunks chunks, PngData data) {
    this.header = chunks.header();
    this.data = data;
    this.rgb = new byte[3 * header.width() * header.height()];
    this.colours =
        switch (header.colourType()) {
          case PngHeader.PALETTE -> chunks.palette();
          case PngHeader.GREY, PngHeader.GREY_ALPHA -> greys(Math.min(8, header.bits()));
          default -> null;
        };
  }

  /**
   * Decodes an image that has been checked against the pixel limit.
   *
   * @return uint8 [height, width, 3]; alpha is dropped, of 16 bits the upper 8 are kept
   */
  static byte[] decode(PngChunks chunks) throws DamagedImageException {
    try (PngData data = chunks.data()) {
      PngPixels pixels = new PngPixels(chunks, data);
      pixels.decode();
      data.checkEnd();
      return pixels.rgb;
    }
  }

  private static byte[] greys(int bits) {
    byte[] colours = new byte[3 << bits];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (i / 3 * 255 / ((1 << bits) - 1));
    }
    return colours;
  }

  private void decode() throws DamagedImageException {
    for (int[] pass : header.interlaced() ? PASSES : ALL_AT_ONCE) {
      decode(pass[0], pass[1], pass[2], pass[3]);
    }
  }

  private void decode(int left, int top, int stepX, int stepY) throws DamagedImageException {
    int columns = (header.width() - left + stepX - 1) / stepX;
    if (columns <= 0 || top >= header.height()) {
      return; // a pass without pixels has no rows either
    }
    int rowBytes = header.rowBytes(columns);
    byte[] row = new byte[rowBytes];
    byte[] above = new byte[rowBytes];
    for (int y = top; y < header.height(); y += stepY) {
      int filter = data.read();
      data.read(row, 0, rowBytes);
      PngFilter.undo(filter, row, above, header.filterStep());
      expand(row, columns, 3 * (header.width() * y + left), 3 * stepX);
      byte[] free = above;
      above = row;
      row = free;
    }
  }

  private void expand(byte[] row, int columns, int to, int toStep) {
    int step = header.filterStep();
    int out = to;
    if (colours == null && step == 3 && toStep == 3) { // stored as it is wanted
      System.arraycopy(row, 0, rgb, to, row.length);
    } else if (colours == null) {
      int next = header.bits() / 8;
      for (int in = 0; in < columns * step; in += step, out += toStep) {
        rgb[out] = row[in];
        rgb[out + 1] = row[in + next];
        rgb[out + 2] = row[in + 2 * next];
      }
    } else if (header.bits() >= 8) {
      byte[] palette = colours;
      byte[] pixels = rgb;
      for (int in = 0; in < columns * step; in += step, out += toStep) {
        int colour = 3 * (row[in] & 0xFF);
        pixels[out] = palette[colour];
        pixels[out + 1] = palette[colour + 1];
        pixels[out + 2] = palette[colour + 2];
      }
    } else {
      int bits = header.bits();
      int mask = (1 << bits) - 1;
      for (int x = 0; x < columns; x++, out += toStep) {
        int bit = x * bits;
        paint(out, row[bit >> 3] >> (8 - bits - (bit & 7)) & mask);
      }
    }
  }

  private void paint(int out, int value) {
    rgb[out] = colours[3 * value];
    rgb[out + 1] = colours[3 * value + 1];
    rgb[out + 2] = colours[3 * value + 2];
  }
}
