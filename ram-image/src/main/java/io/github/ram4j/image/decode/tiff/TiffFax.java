package io.github.ram4j.image.decode.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;

/**
 * Unpacks the compressions of faxes (CCITT RLE, Group 3 and Group 4) by TwelveMonkeys' reader of
 * TIFFs. The reader is given a TIFF that is written here, of one strip, so it never meets a field
 * of the file.
 *
 * @implNote The reader is made by its provider, not looked up among ImageIO's: the application's
 *     readers have no part in it.
 */
final class TiffFax {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int FIELDS = 10;
  private static final int HEADER_BYTES = 8 + 2 + FIELDS * 12 + 4;

  /**
   * Zeros behind the packed bytes, more than the reader buffers. It gives white rows, and no error,
   * where a fax ends early; but then it has read all of these, and otherwise it never does.
   */
  private static final int BEHIND = 1 << 15;

  private TiffFax() {}

  /**
   * Unpacks rows of bits.
   *
   * @param packed a strip or tile; not changed
   * @param rows the number of rows that must be there
   * @return rows of whole bytes, 0 for white
   * @throws IOException if there are fewer, or a code is not possible
   */
  static byte[] unpack(ByteBuffer packed, TiffPage page, int rows) throws IOException {
    byte[] tiff = write(packed, page, rows);
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try (TrackedInput in = new TrackedInput(tiff)) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      if (in.furthest() == tiff.length) {
        throw new EOFException("expected %d rows, found the end".formatted(rows));
      }
      return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    } finally {
      reader.dispose();
    }
  }

  private static byte[] write(ByteBuffer packed, TiffPage page, int rows) {
    ByteBuffer tiff =
        ByteBuffer.allocate(HEADER_BYTES + packed.remaining() + BEHIND)
            .order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) FIELDS);
    put(tiff, TiffTag.IMAGE_WIDTH, LONG, page.partWidth());
    put(tiff, TiffTag.IMAGE_LENGTH, LONG, rows);
    put(tiff, TiffTag.BITS_PER_SAMPLE, SHORT, 1);
    put(tiff, TiffTag.COMPRESSION, SHORT, page.compressionNumber());
    put(tiff, TiffTag.PHOTOMETRIC, SHORT, 1);
    put(tiff, TiffTag.STRIP_OFFSETS, LONG, HEADER_BYTES);
    put(tiff, TiffTag.SAMPLES_PER_PIXEL, SHORT, 1);
    put(tiff, TiffTag.ROWS_PER_STRIP, LONG, rows);
    put(tiff, TiffTag.STRIP_BYTE_COUNTS, LONG, packed.remaining() + BEHIND);
    TiffTag options = page.compressionNumber() == 4 ? TiffTag.T6_OPTIONS : TiffTag.T4_OPTIONS;
    put(tiff, options, LONG, (int) page.faxOptions());
    tiff.putInt(0).put(packed.duplicate());
    return tiff.array();
  }

  private static void put(ByteBuffer tiff, TiffTag tag, int type, int number) {
    tiff.putShort((short) tag.number()).putShort((short) type).putInt(1).putInt(number);
  }
}
