package io.github.ram4j.spark;

import io.github.ram4j.ImageException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Images as Spark's data source "image" has them: rows of blue, green and red bytes. */
final class SparkImage {
  private static final int GREY = 1;
  private static final int BGR = 3;
  private static final int BGRA = 4;

  private SparkImage() {}

  static boolean isImage(StructType type) {
    return Set.of(type.fieldNames())
        .containsAll(Set.of("height", "width", "nChannels", "mode", "data"));
  }

  /**
   * The image of a struct; alpha is dropped, as everywhere.
   *
   * @throws ImageException if the struct is that of a file that Spark could not decode, or its
   *     bytes are not those of its size
   */
  static BufferedImage decoded(Row image) {
    int width = image.<Integer>getAs("width");
    int height = image.<Integer>getAs("height");
    int channels = image.<Integer>getAs("nChannels");
    byte[] data = image.getAs("data");
    boolean known = channels == GREY || channels == BGR || channels == BGRA;
    if (!known || width < 1 || height < 1 || data.length != (long) width * height * channels) {
      throw new ImageException(
          "Spark's image: expected width x height x 1, 3 or 4 bytes, found %d x %d x %d in %d bytes"
              .formatted(width, height, channels, data.length));
    }
    if (channels == GREY) {
      return grey(width, height, data);
    }
    BufferedImage decoded = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) decoded.getRaster().getDataBuffer()).getData();
    for (int from = 0, to = 0; from < data.length; from += channels, to += BGR) {
      System.arraycopy(data, from, pixels, to, BGR);
    }
    return decoded;
  }

  /** The same byte for each colour: the JDK's grey images are in another colour space. */
  private static BufferedImage grey(int width, int height, byte[] data) {
    BufferedImage decoded = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) decoded.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = data[i / BGR];
    }
    return decoded;
  }
}
