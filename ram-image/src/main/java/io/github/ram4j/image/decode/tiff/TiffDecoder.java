package io.github.ram4j.image.decode.tiff;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ExifOrientation;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;

/**
 * Decoder of TIFF images, of the first page, in Java alone.
 *
 * <p>The directory is read here, once ({@link TiffPage}); nothing else is read of kinds that are
 * not decoded. Each strip or tile is then unpacked on its own ({@link TiffPart}), so that no
 * library sees more of a file than the bytes of one part and a size that has been checked. Every
 * part must give all of its pixels.
 */
public final class TiffDecoder implements FormatDecoder {
  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    return TiffPage.readSize(TiffDirectory.read(new HeaderBytes(encoded, true)));
  }

  @Override
  public int orientation(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    TiffDirectory directory = TiffDirectory.read(new HeaderBytes(encoded, true));
    return TiffPage.read(directory, header).orientation();
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    TiffDirectory directory = TiffDirectory.read(new HeaderBytes(encoded, true));
    TiffPage page = TiffPage.read(directory, header);
    checkPartSize(page, options);
    TiffParts parts = TiffParts.of(directory, page, encoded);
    byte[] rgb = new byte[3 * header.width() * header.height()];
    if (page.compression() == TiffCompression.JPEG) {
      TiffJpeg.paint(directory, page, parts, rgb, options);
    } else {
      paint(page, parts, TiffSamples.of(directory, page), rgb);
    }
    return ExifOrientation.apply(
        new RgbImage(header.width(), header.height(), rgb), page.orientation());
  }

  /** A part may be larger than the image, which must not get around the limit. */
  private static void checkPartSize(TiffPage page, DecodeOptions options)
      throws DamagedImageException {
    long pixels = (long) page.partWidth() * page.partHeight();
    if (pixels > options.maxPixels()
        || page.rowBytes() * page.partHeight() > Integer.MAX_VALUE - 8) {
      throw new DamagedImageException(
          "TIFF: expected strips or tiles of at most %d pixels and 2 GB, found %d x %d"
              .formatted(options.maxPixels(), page.partWidth(), page.partHeight()));
    }
  }

  private static void paint(TiffPage page, TiffParts parts, TiffSamples samples, byte[] rgb)
      throws DamagedImageException {
    byte[][] planes = new byte[page.planes()][];
    for (int down = 0; down < page.partsDown(); down++) {
      int top = down * page.partHeight();
      int rows = Math.min(page.partHeight(), page.height() - top);
      for (int across = 0; across < page.partsAcross(); across++) {
        int left = across * page.partWidth();
        int columns = Math.min(page.partWidth(), page.width() - left);
        for (int plane = 0; plane < planes.length; plane++) {
          planes[plane] = unpack(page, parts, plane, down, across);
        }
        for (int row = 0; row < rows; row++) {
          samples.convert(planes, row, columns, rgb, 3 * (page.width() * (top + row) + left));
        }
      }
    }
  }

  private static byte[] unpack(TiffPage page, TiffParts parts, int plane, int down, int across)
      throws DamagedImageException {
    int left = page.height() - down * page.partHeight();
    // Tiles are whole, whatever the image needs of them; the last strip need not be.
    int rows = page.tiles() ? page.partHeight() : Math.min(page.partHeight(), left);
    int part = (plane * page.partsDown() + down) * page.partsAcross() + across;
    try {
      return TiffPart.unpack(page, parts.bytes(part), rows);
    } catch (IOException | RuntimeException | AssertionError e) { // a library's, all of them
      throw new DamagedImageException(
          "TIFF: expected %d whole rows in strip or tile %d, found it damaged or cut short: %s"
              .formatted(rows, part, e.getMessage()));
    }
  }
}
