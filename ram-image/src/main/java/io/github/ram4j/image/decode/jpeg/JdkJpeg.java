package io.github.ram4j.image.decode.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's decoder of JPEGs, for samples as they are stored, in the colours of the file. */
final class JdkJpeg {
  private JdkJpeg() {}

  /**
   * Decodes without a conversion of colours. Where data end before the image does, samples are
   * those of the middle, as libjpeg has it; nothing is written to the standard error.
   *
   * @param encoded the file's bytes
   * @param channels the required number of components
   * @return empty where the JDK has no decoder for it
   */
  static Optional<Raster> samples(byte[] encoded, int channels) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      try {
        // Other readers on the class path may give something else than the samples as stored.
        if (reader.getClass().getModule() == BufferedImage.class.getModule()) {
          return read(reader, encoded)
              .filter(raster -> raster.getNumBands() == channels)
              .filter(raster -> raster.getTransferType() == DataBuffer.TYPE_BYTE);
        }
      } finally {
        reader.dispose();
      }
    }
    return Optional.empty();
  }

  private static Optional<Raster> read(ImageReader reader, byte[] encoded) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(in, true, true);
      return Optional.of(reader.readRaster(0, null));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // the caller has OpenCV's answer
    }
  }
}
