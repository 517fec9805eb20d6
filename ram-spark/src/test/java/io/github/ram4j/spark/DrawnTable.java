package io.github.ram4j.spark;

import io.github.ram4j.testkit.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Drawn images as rows of the columns of Spark's source "binaryFile"; some are broken. */
final class DrawnTable {
  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("modificationTime", DataTypes.TimestampType, false)
          .add("length", DataTypes.LongType, false)
          .add("content", DataTypes.BinaryType, false);

  private static final long DAY_MS = 86_400_000;

  private DrawnTable() {}

  /** The encoded image of a number: PNG and JPEG in turns. */
  static byte[] image(int i) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(TestImages.drawn(160, 120, i), i % 3 == 0 ? "png" : "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] broken(int i) {
    return "<html>no image %d</html>".formatted(i).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Rows of images from one number to another; of every {@code each}, one is broken; 0 for none.
   */
  static List<Row> rows(int from, int to, int each) {
    List<Row> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      byte[] bytes = each > 0 && i % each == each / 2 ? broken(i) : image(i);
      rows.add(
          RowFactory.create(
              "dir %d/图 %05d.png".formatted(i % 7, i),
              new Timestamp(i % 5 * DAY_MS + 1234),
              (long) bytes.length,
              bytes));
    }
    return rows;
  }

  static Dataset<Row> table(SparkSession spark, List<Row> rows, int partitions) {
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }
}
