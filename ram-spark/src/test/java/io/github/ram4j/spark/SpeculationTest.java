package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.spark.SpeculativeCopies.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that stands still, and the copy of it that Spark starts on the other worker: whichever
 * ends first, or both at once, each image is in the table once, with the library's own result, and
 * is counted once.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "workers have addresses 127.0.0.2 and 127.0.0.3")
@Timeout(900)
class SpeculationTest {
  private static final int IMAGES = 48;
  private static final int PARTITIONS = 6;
  private static final int ONE_BROKEN_OF = 8;
  private static final int HELD_ROW = 3;
  private static final Pattern KEPT =
      Pattern.compile(
          "_ram4j/\\.?[0-9a-f]{16}\\.properties(\\.crc)?"
              + "|run=[0-9a-f-]+/(\\._SUCCESS\\.crc|_SUCCESS"
              + "|bucket=\\d/\\.?part-[^/]*\\.parquet(\\.crc)?)");

  @TempDir static Path shared;
  private static StandaloneCluster cluster;
  private static SparkSession spark;
  private static Expected expected;

  @TempDir Path folder;
  private Path held;
  private Path tags;
  private Dataset<Row> images;
  private SpeculativeCopies copies;

  @BeforeAll
  static void start() throws IOException {
    cluster = StandaloneCluster.start(shared);
    spark = Sessions.speculating(cluster.master()).getOrCreate();
    expected = new Expected();
  }

  @AfterAll
  static void stop() {
    try {
      if (spark != null) {
        spark.stop();
      }
      if (expected != null) {
        expected.close();
      }
    } finally {
      if (cluster != null) {
        cluster.close();
      }
    }
  }

  @BeforeEach
  void images() throws IOException {
    held = Files.createDirectory(folder.resolve("held"));
    tags = folder.resolve("tags");
    images = DrawnTable.table(spark, DrawnTable.rows(0, IMAGES, ONE_BROKEN_OF), PARTITIONS);
    copies = new SpeculativeCopies();
    spark.sparkContext().addSparkListener(copies);
  }

  @AfterEach
  void removeListener() {
    spark.sparkContext().removeSparkListener(copies);
  }

  @Test
  void aCopyEndsBeforeItsTask() throws Exception {
    requireEachImageOnce(images.mapPartitions(new HeldRows(held, 1, HELD_ROW), encoder()));
    List<Attempt> attempts = heldAttempts();
    assertEquals(List.of(false, true), attempts.stream().map(Attempt::successful).toList());
  }

  @Test
  void aTaskEndsBeforeItsCopy() throws Exception {
    requireEachImageOnce(images.mapPartitions(new HeldRows(held, 0, HELD_ROW), encoder()));
    List<Attempt> attempts = heldAttempts();
    assertEquals(List.of(true, false), attempts.stream().map(Attempt::successful).toList());
  }

  @Test
  void bothHaveWrittenTheirRows() throws Exception {
    spark.conf().set("spark.sql.sources.commitProtocolClass", HeldCommit.class.getName());
    spark.conf().set(HeldCommit.FOLDER, held.toString());
    try {
      requireEachImageOnce(images);
    } finally {
      spark.conf().unset("spark.sql.sources.commitProtocolClass");
    }
    List<Attempt> attempts = heldAttempts();
    assertEquals(1, attempts.stream().filter(Attempt::successful).count(), attempts::toString);
  }

  private Encoder<Row> encoder() {
    return Encoders.row(images.schema());
  }

  /** Tags, and requires the library's results, whole counts and nothing else in the folder. */
  private void requireEachImageOnce(Dataset<Row> given) throws Exception {
    TaggingMetrics metrics = TaggingMetrics.of(spark);
    long before = metrics.images();
    long failed = metrics.failed();
    ResultTable table = ResultTable.byHash(tags.toString(), 2);
    table.update(given, new RamTagger());
    heldAttempts(); // the last of them has ended
    assertEquals(IMAGES, metrics.images() - before);
    assertEquals(IMAGES / ONE_BROKEN_OF, metrics.failed() - failed);
    requireNothingElse();
    List<Row> rows = table.read(spark).collectAsList();
    assertEquals(IMAGES, rows.size());
    Map<String, byte[]> bytes = Expected.images(images);
    for (Row row : rows) {
      expected.requireResult(bytes.remove(row.<String>getAs("path")), row.getAs("ram"));
    }
    requireOneModelEach();
    assertTrue(metrics.modelsOpened() <= 2, metrics.modelsOpened() + " models opened");
  }

  /** No claim and no temporary file; the table's folder has its rows and their description. */
  private void requireNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(tags)) {
      List<String> others =
          files
              .filter(file -> Files.isRegularFile(file) || file.endsWith("_temporary"))
              .map(file -> tags.relativize(file).toString())
              .filter(file -> !KEPT.matcher(file).matches())
              .toList();
      assertEquals(List.of(), others);
    }
  }

  /** Asks both executors. */
  private static void requireOneModelEach() {
    MapPartitionsFunction<Long, Long> open =
        numbers -> List.of(SharedModels.openCount()).iterator();
    List<Long> counts =
        spark.range(0, 2, 1, 2).mapPartitions(open, Encoders.LONG()).collectAsList();
    assertEquals(List.of(1L, 1L), counts);
  }

  /** The attempts of the task that was held: its first, and the copy, on another worker. */
  private List<Attempt> heldAttempts() throws Exception {
    spark.sparkContext().listenerBus().waitUntilEmpty();
    int stage = HeldAttempts.stage(held);
    List<Attempt> attempts =
        copies.ofCopiedTasks().stream()
            .filter(attempt -> attempt.stage() == stage)
            .filter(attempt -> attempt.partition() == HeldAttempts.PARTITION)
            .sorted(Comparator.comparingInt(Attempt::number))
            .toList();
    assertTrue(copies.submitted() > 0, "no copy was asked for");
    assertEquals(List.of(0, 1), attempts.stream().map(Attempt::number).toList());
    assertEquals(List.of(false, true), attempts.stream().map(Attempt::copy).toList());
    assertEquals(2, attempts.stream().map(Attempt::host).distinct().count(), attempts::toString);
    return attempts;
  }
}
