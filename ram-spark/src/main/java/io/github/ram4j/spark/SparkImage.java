package io.github.ram4j.spark;

import io.github.ram4j.ImageException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Images as Spark's data source "image" has them: rows of blue, green and red bytes. */
final class SparkImage {
  private static final int GREY = 1;
  private static final int BGR = 3;
  private static final int BGRA = 4;
  private static final Map<String, String> FIELDS =
      Map.of("height", "INT", "width", "INT", "nChannels", "INT", "data", "BINARY");

  private SparkImage() {}

  /** Whether a type has the fields of an image, of the types that Spark gives them. */
  static boolean isImage(StructType type) {
    Map<String, String> found =
        Arrays.stream(type.fields())
            .collect(
                Collectors.toMap(
                    StructField::name, field -> field.dataType().sql(), String::concat));
    return found.entrySet().containsAll(FIELDS.entrySet());
  }

  /**
   * The image of a struct; alpha is dropped, as everywhere.
   *
   * @throws ImageException if the struct is that of a file that Spark could not decode, a value is
   *     null, or its bytes are not those of its size, or more than an image in Java has
   */
  static BufferedImage decoded(Row image) {
    for (String field : FIELDS.keySet()) {
      if (image.getAs(field) == null) {
        throw new ImageException(
            "Spark's image: expected a value of %s, found null".formatted(field));
      }
    }
    int width = image.<Integer>getAs("width");
    int height = image.<Integer>getAs("height");
    int channels = image.<Integer>getAs("nChannels");
    byte[] data = image.getAs("data");
    boolean known = channels == GREY || channels == BGR || channels == BGRA;
    long pixels = (long) width * height;
    if (!known || width < 1 || height < 1 || data.length != pixels * channels) {
      throw new ImageException(
          "Spark's image: expected width x height x 1, 3 or 4 bytes, found %d x %d x %d in %d bytes"
              .formatted(width, height, channels, data.length));
    }
    if (pixels > Integer.MAX_VALUE / BGR) {
      throw new ImageException(
          "Spark's image: expected at most %,d pixels, found %d x %d"
              .formatted(Integer.MAX_VALUE / BGR, width, height));
    }
    if (channels == GREY) {
      return grey(width, height, data);
    }
    BufferedImage decoded = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) decoded.getRaster().getDataBuffer()).getData();
    for (int from = 0, to = 0; from < data.length; from += channels, to += BGR) {
      System.arraycopy(data, from, bgr, to, BGR);
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
