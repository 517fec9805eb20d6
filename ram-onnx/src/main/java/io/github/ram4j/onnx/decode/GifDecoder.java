package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/**
 * Decodes the first picture of a GIF as Pillow does: each pixel has its palette colour, transparent
 * ones too, and what the picture leaves free of the canvas has the transparent colour, or else the
 * palette's first.
 *
 * <p>OpenCV is not used here as it paints transparent pixels in the background colour, and refuses
 * files without the end mark and pictures that reach beyond the screen.
 *
 * @implNote Source: Pillow, src/PIL/GifImagePlugin.py and src/libImaging/GifDecode.c
 */
final class GifDecoder {
  private static final int[] PASS_START = {0, 4, 2, 1};
  private static final int[] PASS_STEP = {8, 8, 4, 2};

  private GifDecoder() {}

  /**
   * Decodes a file whose canvas has been found small enough.
   *
   * @param encoded the file's bytes
   */
  static RgbImage decode(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, false);
    GifHeader header = GifHeader.read(bytes);
    int codeSize = bytes.u8(header.dataPlace());
    if (codeSize < 1 || codeSize > 8 || header.width() < 1 || header.height() < 1) {
      throw new DamagedPictureException(
          "GIF: expected a picture with a code size of 1 to 8, found %d x %d pixels and %d"
              .formatted(header.width(), header.height(), codeSize));
    }
    byte[] palette = palette(bytes, header);
    byte[] indexes = new byte[header.width() * header.height()];
    new GifLzw(bytes, header.dataPlace() + 1, codeSize).expand(indexes);
    return paint(header, indexes, palette);
  }

  /** 256 colours; those that the file lacks are black, or without any palette shades of grey. */
  private static byte[] palette(HeaderBytes bytes, GifHeader header)
      throws DamagedPictureException {
    byte[] palette = new byte[3 * 256];
    boolean gray = header.palettePlace() == 0;
    int known = gray ? palette.length : 3 * header.paletteColours();
    for (int i = 0; i < known; i++) {
      palette[i] = (byte) (gray ? i / 3 : bytes.u8(header.palettePlace() + i));
    }
    return palette;
  }

  private static RgbImage paint(GifHeader header, byte[] indexes, byte[] palette) {
    byte[] rgb = new byte[3 * header.canvasWidth() * header.canvasHeight()];
    if (indexes.length < rgb.length / 3) {
      int free = 3 * Math.max(0, header.transparentIndex());
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = palette[free + i % 3];
      }
    }
    int pass = 0;
    int y = 0;
    for (int row = 0; row < header.height(); row++) {
      int out = 3 * (header.canvasWidth() * (header.top() + y) + header.left());
      for (int x = 0; x < header.width(); x++, out += 3) {
        System.arraycopy(palette, 3 * (indexes[header.width() * row + x] & 0xFF), rgb, out, 3);
      }
      y += header.interlaced() ? PASS_STEP[pass] : 1;
      while (header.interlaced() && pass < 3 && y >= header.height()) {
        y = PASS_START[++pass];
      }
    }
    return new RgbImage(header.canvasWidth(), header.canvasHeight(), rgb);
  }
}
