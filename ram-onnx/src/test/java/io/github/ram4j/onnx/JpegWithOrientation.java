package io.github.ram4j.onnx;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Makes a JPEG that lies on its side and whose EXIF data say how to turn it. */
final class JpegWithOrientation {
  /** Row 0 is the right side, column 0 the top: a viewer turns the image clockwise by 90°. */
  private static final int RIGHT_TOP = 6;

  private JpegWithOrientation() {}

  static byte[] rotated(BufferedImage upright) throws IOException {
    int width = upright.getWidth();
    int height = upright.getHeight();
    BufferedImage side = new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        side.setRGB(y, width - 1 - x, upright.getRGB(x, y));
      }
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(side, "jpeg", plain);
    byte[] jpeg = plain.toByteArray();
    byte[] exif = exif();
    return ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] exif() {
    byte[] tiff =
        ByteBuffer.allocate(26)
            .put("MM".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 42)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) RIGHT_TOP)
            .putShort((short) 0)
            .putInt(0)
            .array();
    return ByteBuffer.allocate(10 + tiff.length)
        .putShort((short) 0xffe1)
        .putShort((short) (8 + tiff.length))
        .put("Exif".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 0)
        .put(tiff)
        .array();
  }
}
