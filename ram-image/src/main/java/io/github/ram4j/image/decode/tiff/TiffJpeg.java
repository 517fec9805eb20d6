package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.jpeg.JpegDecoder;
import io.github.ram4j.image.decode.jpeg.JpegHeader;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.ByteBuffer;

/**
 * A decoder of a TIFF's strips or tiles that are JPEGs, by the decoder of JPEG images. Each part
 * gets the tables that the parts share, and Adobe's marker, which says whether the samples are RGB
 * or YCbCr.
 */
final class TiffJpeg {
  private static final byte[] ADOBE_RGB = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };
  private static final byte[] ADOBE_YCBCR = ADOBE_RGB.clone();

  static {
    ADOBE_YCBCR[ADOBE_YCBCR.length - 1] = 1;
  }

  /** The most that tables take in a JPEG of three components, and more. */
  private static final int MOST_TABLE_BYTES = 1 << 13;

  private TiffJpeg() {}

  /** Decodes all parts of a page. */
  static void paint(
      TiffDirectory directory, TiffPage page, TiffParts parts, byte[] rgb, DecodeOptions options)
      throws DamagedImageException {
    byte[] tables = tables(directory);
    for (int down = 0; down < page.partsDown(); down++) {
      for (int across = 0; across < page.partsAcross(); across++) {
        ByteBuffer part = parts.bytes(down * page.partsAcross() + across);
        int top = down * page.partHeight();
        int left = across * page.partWidth();
        int rows = Math.min(page.partHeight(), page.height() - top);
        int columns = Math.min(page.partWidth(), page.width() - left);
        RgbImage image = decode(whole(part, tables, page), page, rows, options);
        for (int row = 0; row < rows; row++) {
          System.arraycopy(
              image.rgb(),
              3 * image.width() * row,
              rgb,
              3 * (page.width() * (top + row) + left),
              3 * columns);
        }
      }
    }
    if (page.colours() == TiffColours.GRAY_INVERTED) {
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) ~rgb[i];
      }
    }
  }

  /** The common tables without their start and end marks. */
  private static byte[] tables(TiffDirectory directory) throws DamagedImageException {
    if (!directory.has(TiffTag.JPEG_TABLES)) {
      return new byte[0];
    }
    long said = directory.count(TiffTag.JPEG_TABLES);
    if (said > MOST_TABLE_BYTES) {
      throw new DamagedImageException(
          "TIFF: expected JPEGTables of at most %d bytes, found %d"
              .formatted(MOST_TABLE_BYTES, said));
    }
    int count = (int) said;
    long[] numbers = directory.numbers(TiffTag.JPEG_TABLES, count);
    byte[] tables = new byte[Math.max(0, count - 4)];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = (byte) numbers[i + 2];
    }
    return tables;
  }

  private static byte[] whole(ByteBuffer part, byte[] tables, TiffPage page)
      throws DamagedImageException {
    if (part.remaining() < 4 || part.getShort(part.position()) != (short) 0xFFD8) {
      throw new DamagedImageException("TIFF: expected a JPEG in each strip or tile");
    }
    byte[] adobe =
        switch (page.colours()) {
          case RGB -> ADOBE_RGB;
          case YCBCR -> ADOBE_YCBCR;
          default -> new byte[0];
        };
    ByteBuffer jpeg = ByteBuffer.allocate(part.remaining() + adobe.length + tables.length);
    jpeg.putShort(part.getShort()).put(adobe).put(tables).put(part);
    return jpeg.array();
  }

  /** Decodes a part, which must have the size of the page's parts. */
  private static RgbImage decode(byte[] jpeg, TiffPage page, int rows, DecodeOptions options)
      throws DamagedImageException {
    JpegHeader header = JpegHeader.read(new HeaderBytes(jpeg, true));
    if (header.width() != page.partWidth()
        || header.height() < rows
        || header.height() > page.partHeight()
        || header.components().count() != page.samples()) {
      throw new DamagedImageException(
          "TIFF: expected a JPEG of %d x %d pixels and %d components, found %d x %d and %d"
              .formatted(
                  page.partWidth(),
                  rows,
                  page.samples(),
                  header.width(),
                  header.height(),
                  header.components().count()));
    }
    ImageHeader size = ImageHeader.of(ImageFormat.JPEG, header.width(), header.height());
    return new JpegDecoder()
        .decode(jpeg, size, options.withExifRotation(false).withShortestSidePx(0));
  }
}
