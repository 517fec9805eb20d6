package io.github.ram4j.cli.catalog;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A PNG file, encoded in memory: ImageIO's own stream keeps a copy in a temporary file. */
final class PngFile {
  private PngFile() {}

  /** Writes the file of an image; the stream stays open. */
  static void write(RenderedImage image, OutputStream out) throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IllegalStateException("PNG: expected a writer of the JDK, found none");
      }
    }
  }
}
