package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of results that grows by what is not in it yet. */
class ResultTableTest {
  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"date", "hash"})
  void aSecondRunTagsWhatIsNewOrChanged(String partition) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images/deep 图"));
    draw(images, 0, 30);
    Path table = folder.resolve("tags");
    TagJob job = job(folder.resolve("images"), table, partition);
    TagJob.Report first = job.run(SPARK.session());
    assertEquals(30, first.images());
    assertEquals(3, first.failed());
    assertEquals(0, job.run(SPARK.session()).images());
    draw(images, 30, 40);
    Path changed = images.resolve("1.png");
    Files.write(changed, DrawnTable.image(2));
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_700_000_000_000L));
    assertEquals(11, job.run(SPARK.session()).images());
    ResultTable results =
        partition.equals("date")
            ? ResultTable.byDate(table.toString())
            : ResultTable.byHash(table.toString());
    assertEquals(41, results.read(SPARK.session()).count());
    List<Row> current = results.current(SPARK.session()).collectAsList();
    Set<String> paths = new HashSet<>();
    for (Row row : current) {
      Path file = Path.of(row.<String>getAs("path").substring("file:".length()));
      assertTrue(paths.add(file.toString()));
      SPARK.expected().requireResult(Files.readAllBytes(file), row.getAs("ram"));
    }
    assertEquals(40, paths.size());
    try (var parts = Files.find(table, 2, (part, attributes) -> attributes.isDirectory())) {
      String prefix = partition.equals("date") ? "date=" : "bucket=";
      assertTrue(parts.anyMatch(part -> part.getFileName().toString().startsWith(prefix)));
    }
  }

  @Test
  void whatCouldNotBeReadIsPendingAgain() {
    ResultTable table = ResultTable.byHash(folder.resolve("tags").toString(), 2);
    TaggingOptions options = TaggingOptions.defaults();
    List<Row> rows = DrawnTable.rows(0, 4, 0);
    Dataset<Row> images = DrawnTable.table(SPARK.session(), rows, 1);
    // Their paths lead nowhere.
    table.update(images, new RamTagger().setInputCol("path"));
    assertEquals(4, table.read(SPARK.session()).where("ram.unread").count());
    table.update(images, new RamTagger());
    assertEquals(0, table.pending(images, options).count());
    assertEquals(8, table.read(SPARK.session()).count());
    assertEquals(4, table.current(SPARK.session()).where("ram.error is null").count());
  }

  @Test
  void datesAreThoseOfUtcWhateverTheSessionsTimeZoneIs() {
    ResultTable table = ResultTable.byDate(folder.resolve("tags").toString());
    String query =
        "SELECT '/none' AS path, 1L AS length, explode(array(TIMESTAMP'2026-01-01 23:30:00 UTC',"
            + " TIMESTAMP'1582-10-10 00:30:00 UTC', null)) AS modificationTime";
    for (String zone : List.of("Asia/Shanghai", "America/Los_Angeles")) {
      SparkSession spark = SPARK.session().newSession();
      spark.conf().set("spark.sql.session.timeZone", zone);
      table.update(spark.sql(query), new RamTagger().setInputCol("path"));
    }
    assertEquals(
        List.of("null 2", "1582-10-10 2", "2026-01-01 2"),
        table
            .read(SPARK.session())
            .groupBy("date")
            .count()
            .orderBy("date")
            .selectExpr("concat(coalesce(cast(date AS string), 'null'), ' ', count)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList());
  }

  @Test
  void imagesWithoutATimeOrOfAnAncientOneAreTaggedOnce() {
    Dataset<Row> images =
        DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 4, 0), 1)
            .withColumn("length", expr("if(path LIKE '%1%', null, length)"))
            .withColumn("modificationTime", expr("TIMESTAMP'1582-10-10 00:00:00'"))
            .withColumn("modificationTime", expr("if(path LIKE '%2%', null, modificationTime)"));
    ResultTable table = ResultTable.byDate(folder.resolve("tags").toString());
    table.update(images, new RamTagger());
    assertEquals(0, table.pending(images, TaggingOptions.defaults()).count());
    assertEquals(4, table.current(SPARK.session()).count());
  }

  @Test
  void optionsOfTheProgramAreReadAndWrongOnesNamed() {
    TagJob job =
        TagImages.parse(
            ("--images a --images b --output c --model /m --partition-by date --tasks 7 --glob *"
                    + " --top-k 5 --threshold 0.5 --caption --embedding")
                .split(" "));
    assertEquals(List.of("a", "b"), job.images);
    assertEquals("model=/m, topK=5, threshold=0.5, caption, embedding", job.options.toString());
    assertTrue(job.byDate);
    assertEquals(7, job.tasks);
    assertWrong("--partition-by date or hash, found x", "--images", "a", "--partition-by", "x");
    assertWrong("--tasks with a number from 1, found 0", "--images", "a", "--tasks", "0");
    assertWrong("--tasks with a number from 1, found -3", "--images", "a", "--tasks", "-3");
  }

  private static void assertWrong(String message, String... arguments) {
    String found =
        assertThrows(IllegalArgumentException.class, () -> TagImages.parse(arguments)).getMessage();
    assertTrue(found.startsWith("TagImages: expected " + message), found);
  }

  private static void draw(Path images, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Path file = images.resolve(i + ".png");
      Files.write(file, i < 30 && i % 10 == 5 ? DrawnTable.broken(i) : DrawnTable.image(i));
      Files.setLastModifiedTime(file, FileTime.fromMillis(i % 3 * 86_400_000L + 5000));
    }
  }

  private static TagJob job(Path images, Path table, String partition) {
    return TagImages.parse(
        new String[] {
          "--images",
          images.toString(),
          "--output",
          table.toString(),
          "--partition-by",
          partition,
          "--tasks",
          "2"
        });
  }
}
