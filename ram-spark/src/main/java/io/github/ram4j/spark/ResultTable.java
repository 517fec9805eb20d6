package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet table of results that grows: which images are not in it yet, and the newest result of
 * each. An image is known by its path, length and modification time, the columns of Spark's data
 * source {@code binaryFile}. Immutable and thread-safe; two jobs that add to a table at the same
 * time may both tag an image.
 */
public final class ResultTable {
  /** The column of paths. */
  public static final String PATH = "path";

  /** The column of files' lengths in bytes. */
  public static final String LENGTH = "length";

  /** The column of times of the last change. */
  public static final String MODIFIED = "modificationTime";

  /** The column of results. */
  public static final String RESULT = "ram";

  private static final int DEFAULT_BUCKETS = 64;

  private final String folder;
  private final String partition;
  private final Column partitionOf;

  private ResultTable(String folder, String partition, Column partitionOf) {
    this.folder = folder;
    this.partition = partition;
    this.partitionOf = partitionOf;
  }

  /**
   * A table that is partitioned by the date of files' last change, as {@code date=2026-11-29}.
   *
   * @param folder in any file system that Spark writes to
   * @return the table, which need not be there yet
   */
  public static ResultTable byDate(String folder) {
    return new ResultTable(folder, "date", to_date(col(MODIFIED)));
  }

  /**
   * A table that is partitioned by a hash of paths into 64 parts, as {@code bucket=7}.
   *
   * @param folder in any file system that Spark writes to
   * @return the table, which need not be there yet
   */
  public static ResultTable byHash(String folder) {
    return byHash(folder, DEFAULT_BUCKETS);
  }

  /**
   * A table that is partitioned by a hash of paths.
   *
   * @param folder in any file system that Spark writes to
   * @param buckets number of parts, always the same for a table
   * @return the table, which need not be there yet
   * @throws IllegalArgumentException if there is no part
   */
  public static ResultTable byHash(String folder, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("buckets: expected 1 or more, found " + buckets);
    }
    Column bucket = pmod(xxhash64(col(PATH)), lit((long) buckets)).cast(DataTypes.IntegerType);
    return new ResultTable(folder, "bucket", bucket);
  }

  /**
   * The rows of the table.
   *
   * @param spark a session
   * @param options that the results were made with
   * @return no rows where there is no table yet
   * @throws java.io.UncheckedIOException if the file system cannot be asked
   */
  public Dataset<Row> read(SparkSession spark, TaggingOptions options) {
    StructType schema =
        new StructType()
            .add(PATH, DataTypes.StringType)
            .add(MODIFIED, DataTypes.TimestampType)
            .add(LENGTH, DataTypes.LongType)
            .add(RESULT, ResultRows.schema(options));
    return Folders.exists(spark, folder)
        ? spark.read().schema(schema).parquet(folder)
        : spark.createDataFrame(java.util.List.of(), schema);
  }

  /**
   * The images that the table has no result of: new ones, changed ones, and those that could not be
   * read.
   *
   * @param images with the columns of paths, lengths and times
   * @param options that the results were made with
   * @return the rows of these images; to write them, tag them first
   */
  public Dataset<Row> pending(Dataset<Row> images, TaggingOptions options) {
    Dataset<Row> done =
        read(images.sparkSession(), options)
            .where(not(col(RESULT + ".unread")))
            .select(col(PATH), col(LENGTH), col(MODIFIED));
    return images.join(done, new String[] {PATH, LENGTH, MODIFIED}, "left_anti");
  }

  /**
   * Spreads images over tasks, each with images of few parts of the table. To be called before
   * tagging, since it sends rows over the network, and rows without images are small.
   *
   * @param images with the columns of paths and times
   * @param tasks number of tasks, a few times the cores of the cluster
   * @return the same rows
   */
  public Dataset<Row> spread(Dataset<Row> images, int tasks) {
    return images.repartitionByRange(tasks, partitionOf, xxhash64(col(PATH)));
  }

  /**
   * Adds results to the table. They appear together when the job is done; a job that fails adds
   * none, and tasks that are tried again or twice add theirs once.
   *
   * @param tagged images with their results; other columns, the encoded images for example, are
   *     left out
   */
  public void append(Dataset<Row> tagged) {
    tagged
        .select(col(PATH), col(MODIFIED), col(LENGTH), col(RESULT), partitionOf.as(partition))
        .write()
        .partitionBy(partition)
        .mode(SaveMode.Append)
        .parquet(folder);
  }

  /**
   * The newest result of each path: changed images have several, images that could not be read
   * perhaps, too.
   *
   * @param spark a session
   * @param options that the results were made with
   * @return one row for each path
   */
  public Dataset<Row> current(SparkSession spark, TaggingOptions options) {
    Column newestFirst =
        row_number()
            .over(
                Window.partitionBy(col(PATH))
                    .orderBy(col(MODIFIED).desc(), col(RESULT + ".unread")));
    return read(spark, options)
        .withColumn("newest", newestFirst)
        .where("newest = 1")
        .drop("newest");
  }
}
