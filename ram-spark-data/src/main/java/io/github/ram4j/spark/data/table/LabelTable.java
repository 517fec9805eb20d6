package io.github.ram4j.spark.data.table;

import static org.apache.spark.sql.functions.col;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.data.Example;
import io.github.ram4j.evaluate.run.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labels of images in a Parquet table, read into the driver's memory. */
public final class LabelTable {
  private LabelTable() {}

  /**
   * Reads the columns {@code image} and {@code tags}.
   *
   * @param spark the session
   * @param name of the table, a path or URI
   * @return the images in the order of files' names and rows
   * @throws IOException if it cannot be read
   * @throws FileFormatException if it has other columns, or an image twice
   */
  public static LabelledImages read(SparkSession spark, String name) throws IOException {
    TableFiles.of(new org.apache.hadoop.fs.Path(name), spark.sparkContext().hadoopConfiguration());
    Dataset<Row> table = spark.read().parquet(name);
    RowFormat format = RowFormat.of(name, table.schema(), "generated");
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (Row row :
        table.orderBy(col("_metadata.file_path"), col("_metadata.row_index")).collectAsList()) {
      Example example = format.example(row);
      if (tags.put(example.image(), example.tags()) != null) {
        throw new FileFormatException(
            "truth %s: expected each image once, found %s again".formatted(name, example.image()));
      }
    }
    return new LabelledImages(
        new ArrayList<>(tags.keySet()), Path.of("."), new ArrayList<>(tags.values()));
  }
}
