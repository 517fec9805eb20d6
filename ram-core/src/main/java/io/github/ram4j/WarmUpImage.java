package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image of coloured noise, encoded as JPEG. It needs the native decoder, and so everything that
 * later images need.
 */
final class WarmUpImage {
  private static final int SIDE_PX = 64;
  private static final int COLOURS = 1 << 24;

  private WarmUpImage() {}

  /** A JPEG file in memory. */
  static ImageSource jpeg() {
    BufferedImage noise = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < SIDE_PX; y++) {
      for (int x = 0; x < SIDE_PX; x++) {
        noise.setRGB(x, y, random.nextInt(COLOURS));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    // In memory: the stream that ImageIO makes by itself is a file, and needs a shutdown hook.
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(jpeg)) {
      ImageIO.write(noise, "jpeg", stream);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return ImageSource.of(jpeg.toByteArray());
  }
}
