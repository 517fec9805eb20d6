package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.ram4j.spark.table.TableIdentity;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * A Parquet table of results that grows: which images are not in it yet, and the newest result of
 * each. An image is known by its path, length and modification time, the columns of Spark's data
 * source {@code binaryFile}.
 *
 * <p>A table has the results of one model and one set of options. Its rows say which: the column
 * {@code run} begins with a key of the model's digest and of all options that change results, and
 * {@code _ram4j/KEY.properties} has them. A run with others is refused, as are two runs at a time.
 * Immutable and thread-safe.
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
  private static final long SECONDS_OF_A_DAY = 86_400;

  private final String folder;
  private final Partition partition;
  private final Existing existing;
  private final int tasks;

  /** What rows are partitioned by; its name is part of what a table is. */
  record Partition(String name, String column, Column of) {}

  /** What becomes of results that are in a table already. */
  public enum Existing {
    /**
     * Images that have a result are left alone; a table of another model or other options is
     * refused.
     */
    SKIP,

    /**
     * As {@link #SKIP}, but results of another model or other options are removed once those of the
     * new run are there: all of them, those of images that the run is not given, too.
     */
    OVERWRITE
  }

  private ResultTable(String folder, Partition partition, Existing existing, int tasks) {
    this.folder = folder;
    this.partition = partition;
    this.existing = existing;
    this.tasks = tasks;
  }

  /**
   * A table that is partitioned by the date of files' last change, as {@code date=2026-11-29}, in
   * UTC, whatever the session's time zone is.
   *
   * @param folder in any file system that Spark writes to
   * @return the table, which need not be there yet
   */
  public static ResultTable byDate(String folder) {
    Column days = floor(unix_seconds(col(MODIFIED)).divide(SECONDS_OF_A_DAY));
    Column date = date_from_unix_date(days.cast(DataTypes.IntegerType));
    return new ResultTable(folder, new Partition("date", "date", date), Existing.SKIP, 0);
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
    Column bucket = pmod(xxhash64(ImagePath.key(col(PATH))), lit((long) buckets));
    return new ResultTable(
        folder,
        new Partition("hash of " + buckets, "bucket", bucket.cast(DataTypes.IntegerType)),
        Existing.SKIP,
        0);
  }

  /**
   * A table with a choice of what becomes of results that are there.
   *
   * @param choice by default {@link Existing#SKIP}
   * @return a new table
   */
  public ResultTable withExisting(Existing choice) {
    return new ResultTable(folder, partition, choice, tasks);
  }

  /**
   * A table whose images are spread over tasks before they are tagged, each with images of few
   * parts, so that there are few files. For images that are paths: encoded ones would be sent over
   * the network.
   *
   * @param count number of tasks, a few times the cores of the cluster; 0, the default, leaves
   *     images where they are
   * @return a new table
   * @throws IllegalArgumentException if the number is negative
   */
  public ResultTable withTasks(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("tasks: expected 0 or more, found " + count);
    }
    return new ResultTable(folder, partition, existing, count);
  }

  /**
   * The rows of the table: images, results, the run, and the date or the bucket.
   *
   * @param spark a session
   * @return no rows where there is no table yet
   * @throws IllegalStateException if there are results of several models or options, since a run
   *     with {@link Existing#OVERWRITE} ended half-way, or something that is no run
   * @throws UncheckedIOException if the file system cannot be asked
   */
  public Dataset<Row> read(SparkSession spark) {
    return ResultRuns.of(spark, folder).read();
  }

  /**
   * The newest result of each path: changed images have several, images that could not be read
   * perhaps, too.
   *
   * @param spark a session
   * @return one row for each path
   * @throws IllegalStateException as {@link #read}
   */
  public Dataset<Row> current(SparkSession spark) {
    Column newestFirst =
        row_number()
            .over(
                Window.partitionBy(ImagePath.key(col(PATH)))
                    .orderBy(col(MODIFIED).desc(), col(RESULT + ".unread")));
    return read(spark).withColumn("newest", newestFirst).where("newest = 1").drop("newest");
  }

  /**
   * The images that the table has no result of: new ones, changed ones, and those that could not be
   * read. An executor is asked for the model's digest.
   *
   * @param images with the columns of paths, lengths and times
   * @param options the model, and the results that are wanted
   * @return the rows of these images
   * @throws IllegalArgumentException if the table has results of another model or other options,
   *     and those are not to be overwritten; the message names what differs
   * @throws IllegalStateException if the folder has something that is no run
   */
  public Dataset<Row> pending(Dataset<Row> images, TaggingOptions options) {
    ResultRuns runs = ResultRuns.of(images.sparkSession(), folder);
    TableIdentity maker =
        ResultMaker.identity(
            options, ModelDigest.onExecutor(images.sparkSession(), options), partition.name());
    return runs.pending(images, maker, existing);
  }

  /**
   * Tags the images that the table has no result of, and adds their results, which appear together
   * when the job is done. Tasks that are tried again or twice add theirs once; an update that fails
   * adds none. Executors require the same model, by its digest.
   *
   * @param images with the columns of paths, lengths and times; others, the encoded images for
   *     example, are left out of the table. An image with two rows has two results, of which {@link
   *     #current} gives one
   * @param tagger whose output column is {@link #RESULT}
   * @throws IllegalArgumentException if the table has results of another model or other options,
   *     and those are not to be overwritten; the message names what differs, or if they are and no
   *     image got a result
   * @throws IllegalStateException if another update of the table is under way, or the folder has
   *     something that is no run
   * @throws UncheckedIOException if the file system fails
   */
  public void update(Dataset<Row> images, RamTagger tagger) {
    if (!tagger.getOrDefault(tagger.outputCol()).equals(RESULT)) {
      throw new IllegalArgumentException(
          "outputCol: expected %s, found %s"
              .formatted(RESULT, tagger.getOrDefault(tagger.outputCol())));
    }
    String digest = ModelDigest.onExecutor(images.sparkSession(), tagger.options());
    TableIdentity maker = ResultMaker.identity(tagger.options(), digest, partition.name());
    ResultRuns.of(images.sparkSession(), folder)
        .update(
            maker,
            existing,
            runs ->
                tagger
                    .tagged(spread(runs.pending(images, maker, existing)), digest)
                    .select(
                        col(PATH),
                        col(MODIFIED),
                        col(LENGTH),
                        col(RESULT),
                        partition.of().as(partition.column())),
            partition.column());
  }

  private Dataset<Row> spread(Dataset<Row> images) {
    return tasks == 0
        ? images
        : images.repartitionByRange(tasks, partition.of(), xxhash64(ImagePath.key(col(PATH))));
  }
}
