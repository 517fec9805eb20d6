package io.github.ram4j.cli.catalog;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images as a camera in another position stores them, with the orientation to turn them by. */
final class TurnedPng {
  private static final int HEAD_OF_PNG = 33;

  private TurnedPng() {}

  /** The bytes of a PNG of which {@code upright} is the image once it is turned. */
  static byte[] of(BufferedImage upright, int orientation) throws IOException {
    int width = upright.getWidth();
    int height = upright.getHeight();
    BufferedImage stored =
        orientation == 1
            ? new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = upright.getRGB(x, y);
        switch (orientation) {
          case 6 -> stored.setRGB(y, width - 1 - x, rgb);
          case 8 -> stored.setRGB(height - 1 - y, x, rgb);
          default -> stored.setRGB(x, y, rgb);
        }
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(stored, "png", png);
    return turned(png.toByteArray(), orientation);
  }

  /** A PNG with EXIF data that have nothing but an orientation. */
  private static byte[] turned(byte[] png, int orientation) throws IOException {
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    DataOutputStream tiff = new DataOutputStream(exif);
    tiff.writeBytes("eXIfMM\0*");
    tiff.writeInt(8);
    tiff.writeShort(1);
    tiff.writeShort(274);
    tiff.writeShort(3);
    tiff.writeInt(1);
    tiff.writeShort(orientation);
    tiff.writeShort(0);
    tiff.writeInt(0);
    CRC32 crc = new CRC32();
    crc.update(exif.toByteArray());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(whole);
    out.write(png, 0, HEAD_OF_PNG);
    out.writeInt(exif.size() - "eXIf".getBytes(StandardCharsets.US_ASCII).length);
    out.write(exif.toByteArray());
    out.writeInt((int) crc.getValue());
    out.write(png, HEAD_OF_PNG, png.length - HEAD_OF_PNG);
    return whole.toByteArray();
  }
}
