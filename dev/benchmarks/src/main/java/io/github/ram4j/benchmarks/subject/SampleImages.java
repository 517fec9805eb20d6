package io.github.ram4j.benchmarks.subject;

import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Images of any size, drawn by formula: soft shapes, edges and a little noise, so that they
 * compress about as photographs do.
 */
public final class SampleImages {
  private static final float JPEG_QUALITY = 0.9f;

  private SampleImages() {}

  /**
   * Draws an image.
   *
   * @param width in pixels
   * @param height in pixels
   * @return uint8 [height, width, 3], the same at every call
   */
  public static RgbImage pixels(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Random random = new Random(1);
    for (int y = 0, i = 0; y < height; y++) {
      double v = (double) y / height;
      for (int x = 0; x < width; x++) {
        double u = (double) x / width;
        int noise = random.nextInt(13) - 6;
        int edge = Math.hypot(u - 0.6, v - 0.4) < 0.2 ? 60 : 0;
        double soft = Math.sin(9 * u + 4 * v) * Math.cos(7 * v - 3 * u);
        rgb[i++] = sample(120 + 80 * soft + edge + noise);
        rgb[i++] = sample(110 + 60 * soft * v + noise);
        rgb[i++] = sample(140 - 70 * soft * u - edge + noise);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static byte sample(double value) {
    return (byte) Math.max(0, Math.min(255, (int) value));
  }

  /**
   * Draws an image.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the image of {@link #pixels}
   */
  public static BufferedImage image(int width, int height) {
    return BufferedImages.ofRgb(pixels(width, height));
  }

  /**
   * Draws and encodes an image.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the bytes of a JPEG file of quality 0.9
   * @throws IOException never, as nothing is written to disk
   */
  public static byte[] jpeg(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(width, height), null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Draws and encodes an image.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the bytes of a PNG file
   * @throws IOException never, as nothing is written to disk
   */
  public static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image(width, height), "png", bytes);
    return bytes.toByteArray();
  }
}
