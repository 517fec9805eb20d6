package io.github.ram4j.spark.data.table;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Examples as rows of Parquet. A row's place is its number in its file, after the rows of files
 * whose names come before.
 */
final class ParquetTable implements ExampleTable<Row> {
  /** Places that a file's rows have. */
  private static final long FILE_PLACES = 1L << 40;

  private static final String FILE = "_metadata.file_path";
  private static final String ROW = "_metadata.row_index";

  private final SparkSession spark;
  private final JavaRDD<Entry<Row>> entries;
  private final RowFormat format;

  private ParquetTable(SparkSession spark, JavaRDD<Entry<Row>> entries, RowFormat format) {
    this.spark = spark;
    this.entries = entries;
    this.format = format;
  }

  static ParquetTable open(SparkSession spark, Path in, String mark, int partitions)
      throws IOException {
    TableFiles.of(in, spark.sparkContext().hadoopConfiguration());
    Dataset<Row> table = spark.read().parquet(in.toString());
    RowFormat format = RowFormat.of(in.toString(), table.schema(), mark);
    List<String> names = table.select(FILE).distinct().as(Encoders.STRING()).collectAsList();
    Map<String, Long> firstPlaces = new HashMap<>();
    names.stream()
        .sorted()
        .forEach(name -> firstPlaces.put(name, firstPlaces.size() * FILE_PLACES));
    JavaRDD<Entry<Row>> entries =
        table
            .select(col("*"), col(FILE), col(ROW))
            .repartition(partitions)
            .toJavaRDD()
            .map(new Placed(firstPlaces));
    return new ParquetTable(spark, entries, format);
  }

  /** Takes the two last columns of a row for its place. */
  private record Placed(Map<String, Long> firstPlaces) implements Function<Row, Entry<Row>> {
    @Override
    public Entry<Row> call(Row row) {
      int columns = row.length() - 2;
      Object[] values = new Object[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = row.get(i);
      }
      long first = Objects.requireNonNull(firstPlaces.get(row.getString(columns)));
      return new Entry<>(first + row.getLong(columns + 1), RowFactory.create(values));
    }
  }

  @Override
  public JavaRDD<Entry<Row>> entries() {
    return entries;
  }

  @Override
  public EntryFormat<Row> format() {
    return format;
  }

  @Override
  public void write(JavaRDD<Row> values, Path folder) {
    spark.createDataFrame(values, format.written()).write().parquet(folder.toString());
  }
}
