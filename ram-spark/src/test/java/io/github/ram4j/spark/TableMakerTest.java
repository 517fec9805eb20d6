package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.spark.ResultTable.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A table keeps what made it, and another model or other options do not mix with it. */
class TableMakerTest {
  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;
  private Path place;
  private ResultTable table;
  private Dataset<Row> images;

  @BeforeEach
  void clipart() {
    place = folder.resolve("tags");
    table = ResultTable.byHash(place.toString(), 2);
    images = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 6, 0), 2);
    table.update(images, new RamTagger());
  }

  private String refused(ResultTable other, RamTagger tagger) {
    List<Row> before = rows(table);
    String message =
        assertThrows(IllegalArgumentException.class, () -> other.update(images, tagger))
            .getMessage();
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> other.pending(images, tagger.options()))
            .getMessage());
    assertEquals(before, rows(table));
    assertTrue(message.startsWith("table file:" + place + ": expected results of"), message);
    assertTrue(message.contains("another folder, or --existing overwrite"), message);
    return message;
  }

  private static List<Row> rows(ResultTable table) {
    return table.read(SPARK.session()).orderBy("path").collectAsList();
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> children = Files.list(place)) {
      return children.filter(child -> child.getFileName().toString().startsWith("run=")).toList();
    }
  }

  private void requireClipart() {
    List<Row> rows = rows(table);
    assertEquals(6, rows.size());
    Map<String, byte[]> bytes = Expected.images(images);
    for (Row row : rows) {
      SPARK.expected().requireResult(bytes.get(row.<String>getAs("path")), row.getAs("ram"));
    }
  }

  @Test
  void anotherModelIsRefusedByItsDigest() throws IOException {
    String message = refused(table, new RamTagger().setModel("photo"));
    assertTrue(message.contains("model-digest: expected "), message);
    assertTrue(message.contains("found " + ClipartModels.ram().digest()), message);
    requireClipart();
  }

  @Test
  void otherOptionsAreRefusedByName() {
    Map<String, RamTagger> others =
        Map.of(
            "top-k: expected 5, found 0", new RamTagger().setTopK(5),
            "threshold: expected 0.25, found the model's", new RamTagger().setThreshold(0.25),
            "caption: expected true, found false", new RamTagger().setCaption(true),
            "embedding: expected true, found false", new RamTagger().setEmbedding(true),
            "languages: expected en, found en,zh",
                new RamTagger().setLanguages(new String[] {"en"}));
    others.forEach(
        (difference, tagger) -> {
          String message = refused(table, tagger);
          assertTrue(message.contains(difference), message);
        });
    assertTrue(
        refused(ResultTable.byDate(place.toString()), new RamTagger())
            .contains("partition-by: expected date, found hash of 2"));
  }

  @Test
  void theSameModelElsewhereGoesOn() throws IOException {
    Path bundle = SavedBundle.clipart(folder.resolve("elsewhere"));
    RamTagger tagger =
        new RamTagger().setModel(bundle.toString()).setLanguages(new String[] {"zh", "en"});
    assertEquals(0, table.pending(images, tagger.options()).count());
    table.update(images, tagger);
    assertEquals(1, runs().size());
    requireClipart();
  }

  @Test
  void overwritingByNoImagesIsRefused() throws IOException {
    ResultTable overwritten = table.withExisting(Existing.OVERWRITE);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> overwritten.update(images.limit(0), new RamTagger().setTopK(2)))
            .getMessage();
    assertTrue(message.startsWith("images: expected at least one"), message);
    assertEquals(1, runs().size());
    requireClipart();
  }

  @Test
  void overwritingByImagesThatAllFailedIsRefused() throws IOException {
    Dataset<Row> broken = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 3, 1), 2);
    ResultTable overwritten = table.withExisting(Existing.OVERWRITE);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> overwritten.update(broken, new RamTagger().setTopK(2)))
            .getMessage();
    assertTrue(message.contains("found 3 that failed, "), message);
    assertTrue(message.contains("The older results are left as they are"), message);
    assertEquals(1, runs().size());
    requireClipart();
  }

  @Test
  void overwritingLeavesTheNewResultsAlone() throws IOException {
    ResultTable overwritten = table.withExisting(Existing.OVERWRITE);
    RamTagger top = new RamTagger().setTopK(2);
    overwritten.update(images.limit(4), top);
    assertEquals(4, table.read(SPARK.session()).where("size(ram.top) = 2").count());
    assertEquals(4, table.read(SPARK.session()).count());
    table.update(images, top);
    assertEquals(6, table.read(SPARK.session()).where("size(ram.top) = 2").count());
    assertEquals(2, runs().size());
  }

  @Test
  void aTableThatWasOverwrittenHalfWayIsMendedByOverwriting() throws IOException {
    Path other = folder.resolve("other");
    ResultTable.byHash(other.toString(), 2).update(images, new RamTagger().setTopK(2));
    try (Stream<Path> children = Files.list(other)) {
      for (Path run : children.filter(child -> child.toString().contains("run=")).toList()) {
        Files.move(run, place.resolve(run.getFileName()));
      }
    }
    String message =
        assertThrows(IllegalStateException.class, () -> table.read(SPARK.session())).getMessage();
    assertTrue(message.contains("found those of ["), message);
    assertThrows(IllegalArgumentException.class, () -> table.update(images, new RamTagger()));
    table.withExisting(Existing.OVERWRITE).update(images, new RamTagger());
    requireClipart();
  }

  @Test
  void aDescriptionThatIsMissingOrDamagedIsWrittenAgain() throws IOException {
    Path description;
    try (Stream<Path> ours = Files.list(place.resolve("_ram4j"))) {
      description =
          ours.filter(file -> file.toString().endsWith(".properties")).findFirst().orElseThrow();
    }
    String text = Files.readString(description);
    for (String damaged : List.of(text.substring(0, text.length() / 2), "", "\\u12", "x")) {
      Files.writeString(description, damaged);
      String message = refused(table, new RamTagger().setTopK(1));
      assertTrue(message.contains(description.getFileName() + " is missing or damaged"), message);
      // From now on without Hadoop's checksum, which told that it was damaged.
      Files.deleteIfExists(description.resolveSibling("." + description.getFileName() + ".crc"));
    }
    Files.delete(description);
    refused(table, new RamTagger().setTopK(1));
    table.update(images, new RamTagger());
    assertTrue(refused(table, new RamTagger().setTopK(1)).contains("top-k: expected 1, found 0"));
    requireClipart();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old/bucket=1"));
    Files.writeString(old.resolve("part-0.parquet"), "old");
    ResultTable foreign = ResultTable.byHash(old.getParent().toString(), 2);
    for (Existing existing : Existing.values()) {
      String message =
          assertThrows(
                  IllegalStateException.class,
                  () -> foreign.withExisting(existing).update(images, new RamTagger()))
              .getMessage();
      assertTrue(message.contains("found bucket=1: results of an older ram4j"), message);
    }
    assertThrows(IllegalStateException.class, () -> foreign.read(SPARK.session()));
    try (Stream<Path> left = Files.list(old.getParent())) {
      assertEquals(List.of(old), left.toList());
    }
  }

  @Test
  void aFileOfSomebodyIsNamed() throws IOException {
    Path notes = Files.writeString(place.resolve("notes.txt"), "mine");
    String message =
        assertThrows(IllegalStateException.class, () -> table.update(images, new RamTagger()))
            .getMessage();
    assertTrue(
        message.endsWith("found the file notes.txt. Give another folder, or move the file away"),
        message);
    assertEquals("mine", Files.readString(notes));
  }

  @Test
  void executorsRequireTheModelOfTheDigest() {
    Dataset<Row> tagged = new RamTagger().tagged(images, "0".repeat(64));
    String message = assertThrows(SparkException.class, tagged::collectAsList).getMessage();
    assertTrue(message.contains("model clipart: expected the digest 0000"), message);
  }

  @Test
  void slashesOfPathsDoNotMatter() {
    Dataset<Row> three =
        images.selectExpr("concat('file:///', path) path", "modificationTime", "length", "content");
    ResultTable fresh = ResultTable.byHash(folder.resolve("slashes").toString(), 2);
    fresh.update(three, new RamTagger());
    Dataset<Row> one =
        three.withColumn(
            "path", org.apache.spark.sql.functions.expr("replace(path, 'file:///', 'file:/')"));
    assertEquals(0, fresh.pending(one, TaggingOptions.defaults()).count());
    Dataset<Row> host =
        three.withColumn(
            "path",
            org.apache.spark.sql.functions.expr("replace(path, 'file:///', 'file://host/')"));
    assertEquals(6, fresh.pending(host, TaggingOptions.defaults()).count());
    assertFalse(fresh.current(SPARK.session()).isEmpty());
  }
}
