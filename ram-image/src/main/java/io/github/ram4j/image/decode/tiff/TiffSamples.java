package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.jpeg.CmykJpeg;

/**
 * Conversion of a TIFF's samples to RGB, as Pillow does it: of 16 bits the upper 8 count, of 12
 * too, fewer than 8 are stretched, extra samples are dropped, and colours that are multiplied with
 * alpha are divided by it.
 *
 * @implNote Sources: Pillow, src/libImaging/Unpack.c and Convert.c. For one decoding and one
 *     thread.
 */
final class TiffSamples {
  private final TiffPage page;
  private final boolean bigEndian;
  private final byte[] palette;
  private byte[] pixels = new byte[0];

  private TiffSamples(TiffPage page, boolean bigEndian, byte[] palette) {
    this.page = page;
    this.bigEndian = bigEndian;
    this.palette = palette;
  }

  static TiffSamples of(TiffDirectory directory, TiffPage page) throws DamagedImageException {
    byte[] palette =
        page.colours() == TiffColours.PALETTE ? palette(directory, 1 << page.bits()) : null;
    return new TiffSamples(page, page.bigEndian(), palette);
  }

  /** Red, green and blue of each index; all reds stand first in the file. */
  private static byte[] palette(TiffDirectory directory, int colours) throws DamagedImageException {
    long[] numbers = directory.numbers(TiffTag.COLOR_MAP, 3 * colours);
    long most = 0;
    for (long number : numbers) {
      most = Math.max(most, number);
    }
    int shift = most > 0xFF ? 8 : 0; // some programs write 8 bits
    byte[] palette = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      palette[3 * (i % colours) + i / colours] = (byte) (numbers[i] >> shift);
    }
    return palette;
  }

  /**
   * Converts one row of a part.
   *
   * @param planes the part, or where samples are apart, one for each
   * @param row of the part
   * @param columns to convert, from the left
   * @param rgb the output
   * @param out the place of the row's first pixel in it
   */
  void convert(byte[][] planes, int row, int columns, byte[] rgb, int out) {
    int samples = page.samples();
    int start = (int) page.rowBytes() * row;
    if (page.bits() == 8 && planes.length == 1) {
      toRgb(planes[0], start, columns, rgb, out);
      return;
    }
    if (pixels.length < samples * columns) {
      pixels = new byte[samples * columns];
    }
    if (planes.length == 1) {
      unpack(planes[0], start, samples * columns, 0, 1);
    } else {
      for (int plane = 0; plane < planes.length; plane++) {
        unpack(planes[plane], start, columns, plane, samples);
      }
    }
    toRgb(pixels, 0, columns, rgb, out);
  }

  /** Makes bytes of samples of any number of bits. */
  private void unpack(byte[] in, int start, int count, int first, int step) {
    int bits = page.bits();
    int at = first;
    for (int i = 0; i < count; i++, at += step) {
      int value;
      if (bits == 8) {
        value = in[start + i];
      } else if (bits == 16) {
        value = in[start + 2 * i + (bigEndian ? 0 : 1)];
      } else if (bits == 12) {
        int pair = start + i / 2 * 3;
        value = i % 2 == 0 ? in[pair] : (in[pair + 1] << 4) | ((in[pair + 2] & 0xFF) >> 4);
      } else {
        int bit = i * bits;
        int most = (1 << bits) - 1;
        value = (in[start + bit / 8] >> (8 - bits - bit % 8)) & most;
        if (palette == null) {
          value = value * 255 / most;
        }
      }
      pixels[at] = (byte) value;
    }
  }

  private void toRgb(byte[] in, int start, int columns, byte[] rgb, int first) {
    int samples = page.samples();
    int at = start;
    int out = first;
    for (int x = 0; x < columns; x++, at += samples, out += 3) {
      switch (page.colours()) {
        case GRAY, GRAY_INVERTED -> {
          byte gray = page.colours() == TiffColours.GRAY ? in[at] : (byte) ~in[at];
          rgb[out] = gray;
          rgb[out + 1] = gray;
          rgb[out + 2] = gray;
        }
        case PALETTE -> System.arraycopy(palette, 3 * (in[at] & 0xFF), rgb, out, 3);
        case CMYK -> {
          int white = 255 - (in[at + 3] & 0xFF);
          rgb[out] = CmykJpeg.rgb(in[at] & 0xFF, white);
          rgb[out + 1] = CmykJpeg.rgb(in[at + 1] & 0xFF, white);
          rgb[out + 2] = CmykJpeg.rgb(in[at + 2] & 0xFF, white);
        }
        default -> {
          rgb[out] = in[at];
          rgb[out + 1] = in[at + 1];
          rgb[out + 2] = in[at + 2];
        }
      }
      if (page.associatedAlpha()) {
        divide(rgb, out, in[at + page.colours().count()] & 0xFF);
      }
    }
  }

  private static void divide(byte[] rgb, int out, int alpha) {
    for (int channel = out; channel < out + 3; channel++) {
      rgb[channel] = alpha == 0 ? 0 : (byte) Math.min(255, 255 * (rgb[channel] & 0xFF) / alpha);
    }
  }
}
