package io.github.ram4j.image.decode.bmp;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of BMP images, in Java alone, as Pillow does it: samples of fewer than 8 bits are
 * stretched, alpha is dropped, and the padding of the last row may be missing.
 *
 * @implNote Sources: Pillow, src/PIL/BmpImagePlugin.py; Microsoft, BITMAPV5HEADER.
 */
public final class BmpDecoder implements FormatDecoder {
  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    return BmpHeader.readSize(new HeaderBytes(encoded, false));
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader size, DecodeOptions options)
      throws DamagedImageException {
    BmpHeader header = BmpHeader.read(new HeaderBytes(encoded, false), size);
    int width = header.width();
    int height = header.height();
    if (header.runLengths()) {
      byte[] indexes = BmpRunLengths.unpack(encoded, header);
      byte[] rgb = new byte[3 * width * height];
      for (int row = 0; row < height; row++) {
        palette(indexes, (long) width * row, 8, header, rgb, place(header, row));
      }
      return new RgbImage(width, height, rgb);
    }
    long rowBytes = header.rowBytes();
    long stride = (rowBytes + 3) / 4 * 4;
    long end = header.pixelsPlace() + stride * (height - 1) + rowBytes;
    if (end > encoded.length) {
      throw new DamagedImageException(
          "BMP is cut short: expected %d rows up to byte %d, found the end at %d"
              .formatted(height, end, encoded.length));
    }
    byte[] rgb = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      long start = header.pixelsPlace() + stride * row;
      if (header.bits() <= 8) {
        palette(encoded, start, header.bits(), header, rgb, place(header, row));
      } else if (header.bits() == 24) {
        bytes(encoded, (int) start, header, rgb, place(header, row));
      } else {
        masked(encoded, (int) start, header, rgb, place(header, row));
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Offset in the image of a row of the file. */
  private static int place(BmpHeader header, int row) {
    return 3 * header.width() * (header.fromTop() ? row : header.height() - 1 - row);
  }

  private static void palette(
      byte[] in, long start, int bits, BmpHeader header, byte[] rgb, int first) {
    byte[] palette = header.palette();
    int most = (1 << bits) - 1;
    int out = first;
    for (int x = 0; x < header.width(); x++, out += 3) {
      long bit = (long) x * bits;
      int index = (in[(int) (start + bit / 8)] >> (8 - bits - (int) (bit % 8))) & most;
      System.arraycopy(palette, 3 * index, rgb, out, 3);
    }
  }

  /** Pixels of three bytes, or of masks that are whole bytes in 24 bits. */
  private static void bytes(byte[] in, int start, BmpHeader header, byte[] rgb, int first) {
    int red = Integer.numberOfTrailingZeros(header.masks()[0]) / 8;
    int green = Integer.numberOfTrailingZeros(header.masks()[1]) / 8;
    int blue = Integer.numberOfTrailingZeros(header.masks()[2]) / 8;
    int at = start;
    int out = first;
    for (int x = 0; x < header.width(); x++, at += 3, out += 3) {
      rgb[out] = in[at + red];
      rgb[out + 1] = in[at + green];
      rgb[out + 2] = in[at + blue];
    }
  }

  private static void masked(byte[] in, int start, BmpHeader header, byte[] rgb, int first) {
    int size = header.bits() / 8;
    for (int channel = 0; channel < 3; channel++) {
      int mask = header.masks()[channel];
      int shift = Integer.numberOfTrailingZeros(mask);
      long most = Integer.toUnsignedLong(mask >>> shift);
      int at = start;
      int out = first + channel;
      for (int x = 0; x < header.width(); x++, at += size, out += 3) {
        int pixel = (in[at] & 0xFF) | (in[at + 1] & 0xFF) << 8;
        if (size == 4) {
          pixel |= (in[at + 2] & 0xFF) << 16 | in[at + 3] << 24;
        }
        long value = Integer.toUnsignedLong((pixel & mask) >>> shift);
        rgb[out] = (byte) (most == 0xFF ? value : value * 0xFF / most);
      }
    }
  }
}
