package io.github.ram4j.spark.data;

import io.github.ram4j.spark.data.table.ExampleTable;
import io.github.ram4j.spark.data.table.ImageLocations;
import io.github.ram4j.spark.data.table.OutputFolder;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A table that a job reads, the one that it writes, and how. Immutable; the session is borrowed.
 *
 * <p>Names are paths or URIs of Hadoop's file systems. A table is Parquet where its name ends in
 * {@code .parquet}, otherwise JSON Lines; it is a file, or a folder of files. The output is a
 * folder, of the format of the input.
 */
public final class DataJob {
  private final SparkSession spark;
  private final String in;
  private final String out;
  private final int partitions;
  private final boolean replace;

  private DataJob(SparkSession spark, String in, String out, int partitions, boolean replace) {
    this.spark = Objects.requireNonNull(spark, "spark");
    this.in = Objects.requireNonNull(in, "in");
    this.out = Objects.requireNonNull(out, "out");
    this.partitions = partitions;
    this.replace = replace;
    if (partitions < 0) {
      throw new IllegalArgumentException(
          "partitions: expected 1 or more, or 0 for three a core, found " + partitions);
    }
    if (in.endsWith(ExampleTable.PARQUET) != out.endsWith(ExampleTable.PARQUET)) {
      throw new IllegalArgumentException(
          "output %s: expected a name of the input's format, which is %s"
              .formatted(out, in.endsWith(ExampleTable.PARQUET) ? "Parquet" : "JSON Lines"));
    }
  }

  /**
   * A job that replaces nothing, of three partitions for each core of the cluster.
   *
   * @param spark the session; borrowed
   * @param in the table to read
   * @param out the folder to write
   * @return the job
   * @throws IllegalArgumentException if the names are of different formats
   */
  public static DataJob of(SparkSession spark, String in, String out) {
    return new DataJob(spark, in, out, 0, false);
  }

  /**
   * The job with another number of partitions.
   *
   * @param count about so many; 0 for three a core
   * @return a new job
   * @throws IllegalArgumentException if it is negative
   */
  public DataJob withPartitions(int count) {
    return new DataJob(spark, in, out, count, replace);
  }

  /**
   * The job that replaces an older output, or refuses to.
   *
   * @param older whether it is replaced
   * @return a new job
   */
  public DataJob withReplace(boolean older) {
    return new DataJob(spark, in, out, partitions, older);
  }

  JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private Configuration configuration() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private Path qualified(String name) throws IOException {
    Path path = new Path(name);
    return path.getFileSystem(configuration()).makeQualified(path);
  }

  /** Opens the table to which a job writes marks. */
  ExampleTable<?> open(String mark) throws IOException {
    return ExampleTable.open(spark, qualified(in), mark, partitions);
  }

  /** The locations of the table's images. */
  ImageLocations locations() throws IOException {
    return new ImageLocations(
        qualified(in),
        qualified(out),
        context().broadcast(new SerializableConfiguration(configuration())));
  }

  /** Begins the output; the caller closes it. */
  OutputFolder output() throws IOException {
    if (qualified(in).equals(qualified(out))) {
      throw new IllegalArgumentException(
          "output %s: expected another name than the input's, found the same".formatted(out));
    }
    return new OutputFolder(qualified(out), replace, configuration());
  }
}
