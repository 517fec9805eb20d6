package io.github.ram4j.image.decode.gif;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of the first image of a GIF, in Java, as Pillow does it. Each pixel has its palette
 * colour, transparent ones too. The rest of the canvas has the transparent colour, or else the
 * palette's first.
 *
 * @implNote OpenCV paints transparent pixels in the background colour, and refuses files without
 *     the end mark and images that reach beyond the screen. The JDK's reader sees other sizes than
 *     the header's in some files, and refuses files without the code that ends the pixels. Source:
 *     Pillow, src/PIL/GifImagePlugin.py.
 */
public final class GifDecoder implements FormatDecoder {
  private static final int COLOURS = 256;

  /** First row, and rows between two, of the passes of an interlaced image. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private static final int[][] ALL_AT_ONCE = {{0, 1}};

  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    GifHeader gif = GifHeader.read(new HeaderBytes(encoded, false));
    return ImageHeader.of(ImageFormat.GIF, gif.canvasWidth(), gif.canvasHeight());
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    HeaderBytes bytes = new HeaderBytes(encoded, false);
    GifHeader gif = GifHeader.read(bytes);
    byte[] palette = palette(bytes, gif);
    byte[] rgb = new byte[3 * gif.canvasWidth() * gif.canvasHeight()];
    if (gif.width() < gif.canvasWidth() || gif.height() < gif.canvasHeight()) {
      int free = 3 * Math.max(0, gif.transparentIndex());
      for (int i = 0; i < rgb.length; i += 3) {
        System.arraycopy(palette, free, rgb, i, 3);
      }
    }
    GifData data = new GifData(bytes, gif.dataPlace());
    for (int[] pass : gif.interlaced() ? PASSES : ALL_AT_ONCE) {
      for (int y = pass[0]; y < gif.height(); y += pass[1]) {
        int out = 3 * (gif.canvasWidth() * (gif.top() + y) + gif.left());
        paint(data, palette, rgb, out, gif);
      }
    }
    return new RgbImage(gif.canvasWidth(), gif.canvasHeight(), rgb);
  }

  private static void paint(GifData data, byte[] palette, byte[] rgb, int start, GifHeader gif)
      throws DamagedImageException {
    int end = start + 3 * gif.width();
    for (int out = start; out < end; out += 3) {
      int index = data.read();
      if (index < 0) {
        throw new DamagedImageException(
            "GIF is cut short or damaged: expected %d x %d pixels, found the end before the last"
                .formatted(gif.width(), gif.height()));
      }
      rgb[out] = palette[3 * index];
      rgb[out + 1] = palette[3 * index + 1];
      rgb[out + 2] = palette[3 * index + 2];
    }
  }

  /**
   * The palette: black beyond the file's entries; grey where it has none, or one that is grey by
   * the index.
   */
  private static byte[] palette(HeaderBytes bytes, GifHeader gif) throws DamagedImageException {
    byte[] palette = new byte[3 * COLOURS];
    boolean grey = true;
    for (int i = 0; i < 3 * gif.paletteEntries(); i++) {
      int value = bytes.u8(gif.palettePlace() + i);
      palette[i] = (byte) value;
      grey &= value == i / 3;
    }
    for (int i = 0; grey && i < palette.length; i++) {
      palette[i] = (byte) (i / 3);
    }
    return palette;
  }
}
