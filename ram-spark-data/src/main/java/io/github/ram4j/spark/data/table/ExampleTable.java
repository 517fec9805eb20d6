package io.github.ram4j.spark.data.table;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Examples in files that all executors see. Used on the driver.
 *
 * @param <T> text of a line, or a row
 */
public interface ExampleTable<T> {
  /** The ending of names of Parquet tables. */
  String PARQUET = ".parquet";

  /**
   * Opens a table: Parquet where its name ends in {@value #PARQUET}, otherwise JSON Lines.
   *
   * @param spark the session
   * @param in a file, or a folder of files, which are read in the order of their names
   * @param mark name of the field of marks that is written
   * @param partitions number of partitions, about; 0 for three a core of the cluster
   * @return the table
   * @throws IOException if there is no such file
   * @throws io.github.ram4j.data.ExampleException if a line or the table's schema is none of
   *     examples; the message names file and line
   */
  static ExampleTable<?> open(SparkSession spark, Path in, String mark, int partitions)
      throws IOException {
    int parts = partitions > 0 ? partitions : 3 * spark.sparkContext().defaultParallelism();
    return in.getName().endsWith(PARQUET)
        ? ParquetTable.open(spark, in, mark, parts)
        : LineTable.open(spark, in, parts);
  }

  /**
   * The entries, ordered by their places within a partition; in JSON Lines, over partitions too.
   *
   * @return the same places whatever the partitions
   */
  JavaRDD<Entry<T>> entries();

  /**
   * The format.
   *
   * @return of these entries
   */
  EntryFormat<T> format();

  /**
   * Writes entries, in files of which each has a partition.
   *
   * @param values what {@link EntryFormat#changed} gives
   * @param folder new
   */
  void write(JavaRDD<T> values, Path folder);
}
