package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.data.ReadOptions;
import io.github.ram4j.data.TagCleaner;
import io.github.ram4j.data.TagGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of Parquet get the tags, marks and report that lines of JSON get on one machine. */
class ParquetTablesTest {
  private static final GenerateOptions GENERATE =
      GenerateOptions.defaults().withThresholds((tag, published) -> 0.02f);
  private static final CleanOptions CLEAN =
      CleanOptions.defaults().withMinExamples(3).withMaxShare(0.5).withOthersQuantile(0.5);

  @TempDir Path folder;
  private final SparkSession spark = LocalSpark.session();
  private Path lines;
  private String table;

  @BeforeEach
  void writeTable() throws IOException {
    lines = DrawnExamples.in(folder);
    table = folder.resolve("in.parquet").toString();
    // Three files: the place of a row comes from the names of files, not from the order of tasks.
    spark.read().json(lines.toString()).repartitionByRange(3, byNumber()).write().parquet(table);
  }

  private static org.apache.spark.sql.Column byNumber() {
    return org.apache.spark.sql.functions.col("source.n");
  }

  /** The rows in the order of the lines, written as lines of the fields that the pass changes. */
  private static List<String> rows(Dataset<Row> rows, String mark) {
    return rows.orderBy(byNumber()).selectExpr("image", "tags", mark).toJSON().collectAsList();
  }

  private static List<String> lines(Path file, String mark) throws IOException {
    return ExampleReader.readAll(file, ReadOptions.defaults()).stream()
        .map(
            example -> {
              Example kept = Example.of(example.image(), example.tags());
              String marks = example.others().get(mark);
              return (marks == null ? kept : kept.withOther(mark, marks)).toLine();
            })
        .toList();
  }

  @Test
  void generatedTagsAreThoseOfLines() throws IOException {
    Path single = folder.resolve("single.jsonl");
    DataReport expected =
        new TagGenerator(SingleMachine.recognizer(), GENERATE, DataProgress.SILENT)
            .generate(lines, single);
    String out = folder.resolve("out.parquet").toString();
    DataPassResult result =
        new SparkTagGenerator("clipart", GENERATE)
            .generate(DataJob.of(spark, table, out).withPartitions(5));
    Dataset<Row> written = spark.read().parquet(out);
    assertEquals(lines(single, "generated"), rows(written, "generated"));
    assertEquals(DrawnExamples.COUNT, written.select("source.n").distinct().count());
    SingleMachine.requireSame(expected, result.report());
  }

  @Test
  void cleanedTagsAreThoseOfLinesAndImagesMayStandInTheTable() throws IOException {
    Path single = folder.resolve("single.jsonl");
    DataReport expected =
        new TagCleaner(SingleMachine.recognizer(), CLEAN, DataProgress.SILENT).clean(lines, single);
    Dataset<Row> bytes =
        spark
            .read()
            .format("binaryFile")
            .load(folder.resolve("images").toString())
            .selectExpr("concat('images/', element_at(split(path, '/'), -1)) image", "content");
    String whole = folder.resolve("whole.parquet").toString();
    spark
        .read()
        .parquet(table)
        .join(bytes, "image")
        .coalesce(1)
        .sortWithinPartitions(byNumber())
        .write()
        .parquet(whole);
    String out = folder.resolve("out.parquet").toString();
    DataPassResult result =
        new SparkTagCleaner("clipart", CLEAN)
            .clean(DataJob.of(spark, table, out).withPartitions(4));
    assertEquals(lines(single, "improbable"), rows(spark.read().parquet(out), "improbable"));
    SingleMachine.requireSame(expected, result.report());
    DataPassResult ofBytes =
        new SparkTagCleaner("clipart", CLEAN)
            .clean(DataJob.of(spark, whole, folder.resolve("2.parquet").toString()));
    assertEquals(expected.tags().size(), ofBytes.report().tags().size());
    assertEquals(2, ofBytes.report().totals().get("images that could not be read"));
  }

  @Test
  void columnsOfOtherTypesAreRefused() {
    String other = folder.resolve("other.parquet").toString();
    spark.range(3).selectExpr("id", "'a' image", "'cat' tags").write().parquet(other);
    ExampleException e =
        assertThrows(
            ExampleException.class,
            () ->
                new SparkTagGenerator("clipart", GENERATE)
                    .generate(DataJob.of(spark, other, folder.resolve("o.parquet").toString())));
    assertTrue(
        e.getMessage().endsWith("column \"tags\": expected array<string>, found string"),
        e.getMessage());
  }
}
