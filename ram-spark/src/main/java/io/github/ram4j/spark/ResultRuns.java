package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.github.ram4j.spark.table.TableClaim;
import io.github.ram4j.spark.table.TableFolder;
import io.github.ram4j.spark.table.TableFolder.Run;
import io.github.ram4j.spark.table.TableIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The runs of a table as DataFrames. */
final class ResultRuns {
  private static final String ERROR = ResultTable.RESULT + ".error";

  private final SparkSession spark;
  private final TableFolder table;

  private ResultRuns(SparkSession spark, TableFolder table) {
    this.spark = spark;
    this.table = table;
  }

  static ResultRuns of(SparkSession spark, String folder) {
    try {
      return new ResultRuns(
          spark, new TableFolder(folder, spark.sparkContext().hadoopConfiguration()));
    } catch (IOException e) {
      throw new UncheckedIOException("table " + folder, e);
    }
  }

  /** All rows, which are of one maker. */
  Dataset<Row> read() {
    try {
      List<Run> runs = table.runs();
      Set<String> keys = runs.stream().map(Run::key).collect(Collectors.toSet());
      if (keys.size() > 1) {
        throw new IllegalStateException(
            ("table %s: expected results of one model and one set of options, found those of %s: a"
                    + " run that overwrites ended before it removed the older ones. Run it again"
                    + " with --existing overwrite (Existing.OVERWRITE)")
                .formatted(table.path(), table.makers()));
      }
      return read(runs);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The images without a result of a maker. */
  Dataset<Row> pending(Dataset<Row> images, TableIdentity maker, ResultTable.Existing existing) {
    try {
      requireAllowed(maker, existing);
      Dataset<Row> done =
          read(table.runs().stream().filter(run -> run.key().equals(maker.key())).toList())
              .where(not(col(ResultTable.RESULT + ".unread")))
              .select(
                  ImagePath.key(col(ResultTable.PATH)).as("done path"),
                  col(ResultTable.LENGTH).as("done length"),
                  col(ResultTable.MODIFIED).as("done time"));
      Column same =
          ImagePath.key(images.col(ResultTable.PATH))
              .eqNullSafe(done.col("done path"))
              .and(images.col(ResultTable.LENGTH).eqNullSafe(done.col("done length")))
              .and(images.col(ResultTable.MODIFIED).eqNullSafe(done.col("done time")));
      return images.join(done, same, "left_anti");
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Adds a run, alone.
   *
   * @param results the run's rows, asked for when no other run writes any more
   */
  void update(
      TableIdentity maker,
      ResultTable.Existing existing,
      Function<ResultRuns, Dataset<Row>> results,
      String partition) {
    try {
      requireAllowed(maker, existing); // before anything is written into the folder
      try (TableClaim claim = TableClaim.of(table, who())) {
        table.sweep();
        Dataset<Row> rows = results.apply(this);
        Path run = table.newRun(maker);
        try {
          rows.write().partitionBy(partition).mode(SaveMode.ErrorIfExists).parquet(run.toString());
          claim.requireHeld();
          table.sweep(); // a run without rows
          if (existing == ResultTable.Existing.OVERWRITE) {
            requireResult(maker);
          }
        } catch (Exception e) { // Spark's checked ones too, which no signature tells of
          try {
            table.delete(run);
          } catch (IOException further) {
            e.addSuppressed(further);
          }
          throw e;
        }
        if (existing == ResultTable.Existing.OVERWRITE) {
          removeOthers(maker);
        }
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void requireAllowed(TableIdentity maker, ResultTable.Existing existing)
      throws IOException {
    if (existing == ResultTable.Existing.SKIP) {
      table.requireMadeBy(maker);
    } else {
      table.runs(); // that there is nothing else
    }
  }

  /**
   * Requires one image with a result at least, before those of other makers give way: where all
   * images failed, it was not the images' fault, and the older results are the better ones.
   */
  private void requireResult(TableIdentity maker) throws IOException {
    List<Run> runs = table.runs();
    List<Run> own = runs.stream().filter(run -> run.key().equals(maker.key())).toList();
    if (own.size() == runs.size()) {
      return;
    }
    if (own.isEmpty()) {
      throw notReplaced("none");
    }
    Dataset<Row> rows = read(own);
    if (rows.where(col(ERROR).isNull()).isEmpty()) {
      Row first = rows.select(ResultTable.PATH, ERROR).first();
      throw notReplaced(
          "%d that failed, %s: %s among them"
              .formatted(rows.count(), first.getString(0), first.getString(1)));
    }
  }

  private IllegalArgumentException notReplaced(String found) {
    return new IllegalArgumentException(
        ("images: expected at least one whose result takes the place of those in the table %s,"
                + " found %s. The older results are left as they are")
            .formatted(table.path(), found));
  }

  /** Removes the results of other makers. */
  private void removeOthers(TableIdentity maker) throws IOException {
    for (Run run : table.runs()) {
      if (!run.key().equals(maker.key())) {
        table.delete(run.path());
      }
    }
  }

  private Dataset<Row> read(List<Run> runs) {
    if (runs.isEmpty()) {
      StructType schema =
          new StructType()
              .add(ResultTable.PATH, DataTypes.StringType)
              .add(ResultTable.MODIFIED, DataTypes.TimestampType)
              .add(ResultTable.LENGTH, DataTypes.LongType)
              .add(ResultTable.RESULT, ResultRows.schema(TaggingOptions.defaults()));
      return spark.createDataFrame(List.of(), schema);
    }
    return spark
        .read()
        .option("basePath", table.path().toString())
        .parquet(runs.stream().map(run -> run.path().toString()).toArray(String[]::new));
  }

  private String who() throws IOException {
    return "application %s (%s) on %s"
        .formatted(
            spark.sparkContext().applicationId(),
            spark.sparkContext().appName(),
            InetAddress.getLocalHost().getHostName());
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException("table " + table.path(), e);
  }
}
