package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns may have: one bad value is one row with an error, beside results of the others. */
class HostileImagesTest {
  private static final StructType IMAGE =
      new StructType()
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("nChannels", DataTypes.IntegerType)
          .add("mode", DataTypes.IntegerType)
          .add("data", DataTypes.BinaryType);

  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;

  private static Dataset<Row> column(DataType type, Object... values) {
    return SPARK
        .session()
        .createDataFrame(
            Arrays.stream(values).map(RowFactory::create).toList(),
            new StructType().add("content", type));
  }

  /** The results of a value and of a good one after it, in one task. */
  private static Row beside(DataType type, Object value, Object good) {
    List<Row> rows =
        new RamTagger().transform(column(type, value, good).coalesce(1)).collectAsList();
    assertEquals(2, rows.size());
    assertNull(rows.get(1).<Row>getAs("ram").getAs("error"));
    return rows.get(0).getAs("ram");
  }

  private static String error(DataType type, Object value, Object good) {
    return beside(type, value, good).<String>getAs("error");
  }

  private static void requireError(String expected, byte[] image) {
    String error = error(DataTypes.BinaryType, image, DrawnTable.image(3));
    assertTrue(error.contains(expected), error);
  }

  @Test
  void encodedImages() {
    requireError("expected bytes, a path or Spark's image, found null", null);
    requireError("not an image", new byte[0]);
    requireError("not an image", DrawnTable.broken(1));
    requireError("", Arrays.copyOf(DrawnTable.image(3), 300));
    requireError("60000", TestImages.pngHeader(60_000, 60_000));
    requireError("", TestImages.pngHeader(100, 100));
  }

  @ParameterizedTest
  @CsvSource({"1, 60000", "60000, 1", "1, 1", "10000, 10000"})
  void sizesThatNoCameraHas(int width, int height) throws IOException {
    byte[] image = TestImages.png(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY));
    Row result = beside(DataTypes.BinaryType, image, DrawnTable.image(3));
    SPARK.expected().requireResult(image, result);
  }

  @Test
  void paths() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("a b%20c ü図#?[x]{y}*"));
    String good = Files.write(odd.resolve("%41 ?.png"), DrawnTable.image(3)).toString();
    for (String path :
        List.of("", " ", "/", folder.toString(), "no such", "x://a/b", "a:b", "a\0b", "http://")) {
      assertTrue(!error(DataTypes.StringType, path, good).isEmpty(), path);
    }
    String error = error(DataTypes.StringType, "/" + "x".repeat(5_000_000), good);
    assertTrue(error.length() < 2_000 && error.contains("xxx"), error);
  }

  @Test
  void sparksImages() {
    Row good = RowFactory.create(1, 2, 3, 16, new byte[6]);
    for (Row bad :
        List.of(
            RowFactory.create(1, 2, 3, 16, new byte[7]),
            RowFactory.create(1, 2, 2, 16, new byte[4]),
            RowFactory.create(-1, -1, -1, -1, new byte[0]),
            RowFactory.create(-2, -3, 1, 16, new byte[6]),
            RowFactory.create(0, 0, 3, 16, new byte[0]),
            RowFactory.create(1 << 30, 1 << 30, 4, 16, new byte[0]),
            RowFactory.create(1, 2, 3, 16, null),
            RowFactory.create(null, 2, 3, 16, new byte[6]),
            RowFactory.create(null, null, null, null, null))) {
      String error = error(IMAGE, bad, good);
      assertTrue(error.startsWith("Spark's image: expected "), error);
    }
    assertTrue(error(IMAGE, null, good).endsWith("found null"));
    assertNull(error(IMAGE, RowFactory.create(1, 2, 3, null, new byte[6]), good));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array(cast('x' AS binary))",
        "1",
        "struct('x' AS data)",
        "struct(1L AS height, 1L AS width, 3 AS nChannels, 16 AS mode, cast('x' AS binary) AS"
            + " data)",
        "struct(1 AS height, 1 AS width, 3 AS nChannels, 16 AS mode, 'x' AS data)",
        "null"
      })
  void columnsOfOtherTypes(String value) {
    Dataset<Row> rows = SPARK.session().sql("SELECT " + value + " AS content");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new RamTagger().transform(rows));
    assertTrue(e.getMessage().startsWith("column content: expected binary"), e.getMessage());
  }

  @Test
  void columnsOfOneName() {
    Dataset<Row> one = column(DataTypes.BinaryType, DrawnTable.image(3));
    for (String names : List.of("content, content", "Content, CONTENT")) {
      Dataset<Row> two = one.withColumn("b", one.col("content")).toDF(names.split(", ", -1));
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> new RamTagger().transform(two));
      assertTrue(e.getMessage().startsWith("column content: expected one of this name, found 2"));
    }
    Row row =
        new RamTagger()
            .transform(one.selectExpr("content", "1 AS same", "2 AS same", "3 AS Same"))
            .first();
    assertEquals(List.of(1, 2, 3), List.of(row.get(1), row.get(2), row.get(3)));
    SPARK.expected().requireResult(DrawnTable.image(3), row.getAs("ram"));
  }

  @Test
  void noRowsOpenNoModel() {
    SharedModels.closeAll();
    Dataset<Row> none = column(DataTypes.BinaryType).repartition(5);
    Dataset<Row> tagged = new RamTagger().setModel("nowhere").transform(none);
    assertEquals(List.of(), tagged.collectAsList());
    assertEquals(0, SharedModels.openCount());
    Dataset<Row> one = column(DataTypes.BinaryType, DrawnTable.image(3)).repartition(5);
    assertEquals(1, new RamTagger().transform(one).collectAsList().size());
  }
}
