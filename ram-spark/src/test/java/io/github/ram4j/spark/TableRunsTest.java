package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs that write to a table at once, and runs that ended in the middle. */
class TableRunsTest {
  private static final int IMAGES = 12;

  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;
  private Path place;
  private ResultTable table;
  private Dataset<Row> images;

  @BeforeEach
  void table() {
    place = folder.resolve("tags");
    table = ResultTable.byHash(place.toString(), 2);
    images = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, IMAGES, 0), 2);
  }

  private void requireWhole() {
    Map<String, byte[]> bytes = Expected.images(images);
    List<Row> rows = table.read(SPARK.session()).collectAsList();
    assertEquals(IMAGES, rows.size());
    for (Row row : rows) {
      SPARK.expected().requireResult(bytes.remove(row.<String>getAs("path")), row.getAs("ram"));
    }
  }

  @Test
  void ofTwoRunsAtOnceOneIsRefused() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(
          threads.submit(
              () -> {
                together.await();
                table.update(images, new RamTagger());
                return null;
              }));
    }
    for (Future<?> run : runs) {
      try {
        run.get();
      } catch (ExecutionException e) {
        assertTrue(
            e.getCause().getMessage().contains("expected no other run that writes to it, found"),
            e.toString());
      }
    }
    threads.shutdown();
    table.update(images, new RamTagger()); // if they refused each other
    requireWhole();
    assertEquals(List.of(), files("_ram4j/claims"));
  }

  @Test
  void theClaimOfAKilledRunGivesWayAfterTenMinutes() throws IOException {
    Path claims = Files.createDirectories(place.resolve("_ram4j/claims"));
    Path claim = Files.writeString(claims.resolve("killed"), "application 7 on elsewhere");
    String message =
        assertThrows(IllegalStateException.class, () -> table.update(images, new RamTagger()))
            .getMessage();
    assertTrue(message.contains("found application 7 on elsewhere, seen "), message);
    assertTrue(message.contains("delete file:" + claim), message);
    assertEquals(List.of(claim), files("_ram4j/claims"));
    assertEquals(0, table.read(SPARK.session()).count());
    Files.setLastModifiedTime(
        claim, FileTime.from(Instant.now().minus(Duration.ofMinutes(10).plusSeconds(1))));
    table.update(images, new RamTagger());
    assertEquals(List.of(), files("_ram4j/claims"));
    requireWhole();
  }

  @Test
  void aRunWhoseClaimWasTakenAddsNothing() throws IOException {
    SparkListener thief =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            try {
              for (Path claim : files("_ram4j/claims")) {
                Files.delete(claim);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    SPARK.session().sparkContext().addSparkListener(thief);
    String message;
    try {
      message =
          assertThrows(IllegalStateException.class, () -> table.update(images, new RamTagger()))
              .getMessage();
    } finally {
      SPARK.session().sparkContext().removeSparkListener(thief);
    }
    assertTrue(message.contains("Results of this run were not added"), message);
    assertEquals(0, table.read(SPARK.session()).count());
    table.update(images, new RamTagger());
    requireWhole();
  }

  @Test
  void aRunThatFailsAddsNothing() throws IOException {
    table.update(images.where("path not like '%11.png'"), new RamTagger());
    List<Path> before = files(".");
    Dataset<Row> failing =
        images.selectExpr(
            "path",
            "modificationTime",
            "length",
            "if(path like '%11.png', raise_error('broken'), content) content");
    assertThrows(Exception.class, () -> table.update(failing, new RamTagger()));
    assertEquals(before, files("."));
    table.update(images, new RamTagger());
    requireWhole();
  }

  private List<Path> files(String under) throws IOException {
    Path parent = place.resolve(under).normalize();
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> !child.getFileName().toString().endsWith(".crc"))
          .sorted()
          .toList();
    }
  }
}
