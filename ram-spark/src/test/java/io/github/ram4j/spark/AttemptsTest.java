package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks that throw and are tried again, on two executor processes: each image is in the table once,
 * and counted once. Spark starts no copy of a task on its own host, so none is speculative here.
 */
class AttemptsTest {
  private static final int IMAGES = 48;
  private static final int PARTITIONS = 6;

  private static SparkSession spark;
  private static Expected expected;

  @TempDir Path folder;
  private ResultTable table;
  private Dataset<Row> images;
  private Ended ended;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.speculating().getOrCreate();
    expected = new Expected();
  }

  @AfterAll
  static void stop() {
    expected.close();
    spark.stop();
  }

  @BeforeEach
  void table() {
    table = ResultTable.byHash(folder.resolve("tags").toString(), 2);
    images = DrawnTable.table(spark, DrawnTable.rows(0, IMAGES, 0), PARTITIONS);
    ended = new Ended();
    spark.sparkContext().addSparkListener(ended);
  }

  /** Counts attempts that threw. */
  private static final class Ended extends SparkListener {
    final AtomicInteger thrown = new AtomicInteger();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason().toString().contains(Flaky.MESSAGE)) {
        thrown.incrementAndGet();
      }
    }
  }

  /** Rows of a partition, at one of which the first attempt of each task throws. */
  private static final class Flaky implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;
    static final String MESSAGE = "the first attempt fails";
    private final int row;

    Flaky(int row) {
      this.row = row;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      AtomicInteger count = new AtomicInteger();
      boolean first = TaskContext.get().attemptNumber() == 0;
      List<Row> taken = new ArrayList<>();
      rows.forEachRemaining(taken::add);
      return taken.stream()
          .map(
              given -> {
                if (first && count.getAndIncrement() == row) {
                  throw new IllegalStateException(MESSAGE);
                }
                return given;
              })
          .iterator();
    }
  }

  private void requireEachOnce(Dataset<Row> results) {
    Map<String, byte[]> bytes = Expected.images(images);
    List<Row> rows = results.collectAsList();
    assertEquals(IMAGES, rows.size());
    for (Row row : rows) {
      expected.requireResult(bytes.remove(row.<String>getAs("path")), row.getAs("ram"));
    }
  }

  private void requireAttemptsThrew() throws TimeoutException {
    spark.sparkContext().listenerBus().waitUntilEmpty();
    assertTrue(ended.thrown.get() >= PARTITIONS, ended.thrown + " attempts threw");
  }

  @Test
  void imagesOfATaskThatThrowsInTheMiddleAreThereOnce() throws TimeoutException {
    TaggingMetrics metrics = TaggingMetrics.of(spark);
    long before = metrics.images();
    table.update(
        images.mapPartitions(new Flaky(5), Encoders.row(images.schema())), new RamTagger());
    assertEquals(IMAGES, metrics.images() - before);
    requireAttemptsThrew();
    requireEachOnce(table.read(spark));
  }

  @Test
  void imagesThatWereTaggedBeforeTheirTaskThrewAreCountedOnce() throws TimeoutException {
    TaggingMetrics metrics = TaggingMetrics.of(spark);
    long before = metrics.images();
    Dataset<Row> tagged = new RamTagger().transform(images);
    Dataset<Row> late = tagged.mapPartitions(new Flaky(5), Encoders.row(tagged.schema()));
    requireEachOnce(late);
    assertEquals(IMAGES, metrics.images() - before);
    requireAttemptsThrew();
  }
}
