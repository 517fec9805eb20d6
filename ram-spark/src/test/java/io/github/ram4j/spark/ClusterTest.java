package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two executor processes, one of which is killed while it tags, with speculation on: each image is
 * in the table once, with the library's own tags and scores; a broken image in each partition is a
 * row with an error; a second run tags the new images alone.
 *
 * <p>{@code -Dram.spark.images=5000} is the run of docs/spark.md.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds executors in /proc")
class ClusterTest {
  private static final int IMAGES = Integer.getInteger("ram.spark.images", 160);
  private static final int NEW = IMAGES / 50;
  private static final int PARTITIONS = 8;
  private static final int ONE_BROKEN_OF = IMAGES / PARTITIONS;

  @TempDir Path folder;

  @Test
  void everyImageOnceThoughAnExecutorIsKilled() throws Exception {
    try (Expected expected = new Expected();
        SparkSession spark = cluster()) {
      KilledExecutors killed = new KilledExecutors(1);
      spark.sparkContext().addSparkListener(killed);
      String parquet = folder.resolve("images").toString();
      write(spark, 0, IMAGES, parquet);
      ResultTable table = ResultTable.byHash(folder.resolve("tags").toString(), 4);
      TaggingMetrics metrics = TaggingMetrics.of(spark);
      TaggingOptions options = TaggingOptions.defaults();

      killed.arm();
      table.append(new RamTagger().transform(pending(spark, table, parquet)));
      assertEquals(1, killed.count(), "executors killed");
      long opened = metrics.modelsOpened();
      assertTrue(opened >= 2 && opened <= 3, opened + " models opened by 3 processes");
      Map<String, byte[]> images = images(spark, parquet);
      requireResults(table.read(spark, options), images, expected);
      System.out.printf(
          "%d images, an executor killed: %d rows, %d errors, %d models opened%n",
          IMAGES,
          table.read(spark, options).count(),
          table.read(spark, options).where("ram.error is not null").count(),
          opened);

      write(spark, IMAGES, IMAGES + NEW, parquet);
      long before = metrics.images();
      table.append(new RamTagger().transform(pending(spark, table, parquet)));
      System.out.printf(
          "%d old and %d new images: %d recognized%n", IMAGES, NEW, metrics.images() - before);
      assertEquals(NEW, metrics.images() - before);
      requireResults(table.read(spark, options), images(spark, parquet), expected);
    }
  }

  private static SparkSession cluster() throws IOException {
    return Sessions.cluster()
        .config("spark.speculation", true)
        .config("spark.speculation.interval", "100ms")
        .config("spark.speculation.multiplier", "1.1")
        .config("spark.speculation.quantile", "0.3")
        .config("spark.speculation.minTaskRuntime", "50ms")
        .config("spark.sql.files.maxPartitionBytes", 1L << 20)
        .config("spark.sql.files.openCostInBytes", 1L << 20)
        .getOrCreate();
  }

  private static void write(SparkSession spark, int from, int to, String parquet) {
    DrawnTable.table(spark, DrawnTable.rows(from, to, ONE_BROKEN_OF), PARTITIONS)
        .write()
        .mode("append")
        .parquet(parquet);
  }

  private static Dataset<Row> pending(SparkSession spark, ResultTable table, String parquet) {
    return table.pending(spark.read().parquet(parquet), TaggingOptions.defaults());
  }

  private static Map<String, byte[]> images(SparkSession spark, String parquet) {
    Map<String, byte[]> images = new HashMap<>();
    for (Row row : spark.read().parquet(parquet).select("path", "content").collectAsList()) {
      images.put(row.getString(0), row.getAs(1));
    }
    return images;
  }

  private static void requireResults(
      Dataset<Row> results, Map<String, byte[]> images, Expected expected) {
    List<Row> rows = results.select(col("path"), col("ram")).collectAsList();
    Set<String> seen = new HashSet<>();
    int errors = 0;
    for (Row row : rows) {
      assertTrue(seen.add(row.getString(0)), "twice: " + row.getString(0));
      expected.requireResult(images.get(row.getString(0)), row.getAs(1));
      errors += row.<Row>getAs(1).getAs("error") == null ? 0 : 1;
    }
    assertEquals(images.keySet(), seen);
    assertEquals(PARTITIONS, errors);
  }
}
