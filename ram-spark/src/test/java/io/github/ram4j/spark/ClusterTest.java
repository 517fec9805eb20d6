package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two executor processes, one of which is killed while it tags: each image is in the table once,
 * with the library's own tags and scores; a broken image in each partition is a row with an error;
 * a second run tags the new images alone.
 *
 * <p>{@code -Dram.spark.images=5000} is the run of docs/spark.md.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds executors in /proc")
@Timeout(1800)
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

      killed.arm();
      table.update(spark.read().parquet(parquet), new RamTagger());
      assertEquals(1, killed.count(), "executors killed");
      assertEquals(IMAGES, metrics.images());
      long opened = metrics.modelsOpened();
      assertTrue(opened >= 2 && opened <= 3, opened + " models opened by 3 processes");
      Map<String, byte[]> images = Expected.images(spark.read().parquet(parquet));
      Map<String, Row> results = requireResults(table.read(spark), images, Map.of(), expected);
      System.out.printf(
          "%d images, an executor killed: %d rows, %d errors, %d models opened%n",
          IMAGES,
          table.read(spark).count(),
          table.read(spark).where("ram.error is not null").count(),
          opened);

      write(spark, IMAGES, IMAGES + NEW, parquet);
      long before = metrics.images();
      table.update(spark.read().parquet(parquet), new RamTagger());
      System.out.printf(
          "%d old and %d new images: %d recognized%n", IMAGES, NEW, metrics.images() - before);
      assertEquals(NEW, metrics.images() - before);
      requireResults(
          table.read(spark), Expected.images(spark.read().parquet(parquet)), results, expected);
    }
  }

  private static SparkSession cluster() throws IOException {
    return Sessions.cluster()
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

  /** Requires one row for each image, the same as before or the library's. */
  private static Map<String, Row> requireResults(
      Dataset<Row> results,
      Map<String, byte[]> images,
      Map<String, Row> before,
      Expected expected) {
    Map<String, Row> found = new HashMap<>();
    int errors = 0;
    for (Row row : results.select(col("path"), col("ram")).collectAsList()) {
      String path = row.getString(0);
      Row result = row.getAs(1);
      assertNull(found.put(path, result), "twice: " + path);
      if (before.containsKey(path)) {
        assertEquals(before.get(path), result);
      } else {
        expected.requireResult(images.get(path), result);
      }
      errors += result.getAs("error") == null ? 0 : 1;
    }
    assertEquals(images.keySet(), found.keySet());
    assertEquals(PARTITIONS, errors);
    return found;
  }
}
