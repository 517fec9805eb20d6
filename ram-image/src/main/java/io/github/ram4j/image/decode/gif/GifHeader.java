package io.github.ram4j.image.decode.gif;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;

/**
 * Header of the first image of a GIF: its place on the canvas and in the file. Immutable.
 *
 * @param canvasWidth in pixels: the screen's, or more where the image reaches beyond it
 * @param canvasHeight in pixels
 * @param left of the image on the canvas
 * @param top of the image on the canvas
 * @param width of the image
 * @param height of the image
 * @param transparentIndex palette index of pixels to see through; -1 without one
 * @param interlaced whether rows stand in four passes
 * @param palettePlace of the palette, the image's own or else the screen's
 * @param paletteEntries of red, green and blue; 0 without a palette
 * @param dataPlace of the compressed pixels
 */
record GifHeader(
    int canvasWidth,
    int canvasHeight,
    int left,
    int top,
    int width,
    int height,
    int transparentIndex,
    boolean interlaced,
    int palettePlace,
    int paletteEntries,
    int dataPlace) {
  private static final int HAS_PALETTE = 0x80;
  private static final int IS_INTERLACED = 0x40;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int SCREEN_PALETTE = 13;
  private static final int DESCRIPTOR = 10;

  /**
   * Walks over the blocks to the first image.
   *
   * @param bytes all of the file, lowest bytes first; its signature has been checked
   */
  static GifHeader read(HeaderBytes bytes) throws DamagedImageException {
    int transparentIndex = -1;
    int screenEntries = entries(bytes.u8(10));
    int place = SCREEN_PALETTE + 3 * screenEntries;
    while (bytes.u8(place) != ',') {
      int block = bytes.u8(place++);
      if (block == ';') {
        throw new DamagedImageException("GIF: expected an image, found the end");
      } else if (block == '!') {
        if (bytes.u8(place) == GRAPHIC_CONTROL
            && bytes.u8(place + 1) >= 4
            && (bytes.u8(place + 2) & 1) != 0) {
          transparentIndex = bytes.u8(place + 5);
        }
        place = endOfBlocks(bytes, place + 1);
      } // anything else is passed over byte by byte, as Pillow does
    }
    int left = bytes.u16(place + 1);
    int top = bytes.u16(place + 3);
    int width = bytes.u16(place + 5);
    int height = bytes.u16(place + 7);
    int flags = bytes.u8(place + 9);
    int ownEntries = entries(flags);
    return new GifHeader(
        Math.max(bytes.u16(6), left + width),
        Math.max(bytes.u16(8), top + height),
        left,
        top,
        width,
        height,
        transparentIndex,
        (flags & IS_INTERLACED) != 0,
        ownEntries > 0 ? place + DESCRIPTOR : SCREEN_PALETTE,
        ownEntries > 0 ? ownEntries : screenEntries,
        place + DESCRIPTOR + 3 * ownEntries);
  }

  private static int entries(int flags) {
    return (flags & HAS_PALETTE) == 0 ? 0 : 2 << (flags & 7);
  }

  private static int endOfBlocks(HeaderBytes bytes, int first) throws DamagedImageException {
    int place = first;
    int size = bytes.u8(place);
    while (size > 0) {
      place += 1 + size;
      size = bytes.u8(place);
    }
    return place + 1;
  }
}
