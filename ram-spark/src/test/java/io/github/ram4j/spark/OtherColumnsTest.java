package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The columns beside the image: they come out as they went in. */
class OtherColumnsTest {
  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @Test
  void timesThatJavaSqlDoesNotHaveAreKept() {
    SparkSession spark = SPARK.session().newSession();
    spark.conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    Dataset<Row> images =
        spark.sql(
            "SELECT cast(null AS binary) AS content, explode(array(TIMESTAMP'0001-01-01 00:00:00',"
                + " TIMESTAMP'1582-10-10 00:00:00', TIMESTAMP'1883-11-18 12:00:01',"
                + " TIMESTAMP'2026-11-01 08:30:00.000001 UTC',"
                + " TIMESTAMP'2026-11-01 09:30:00 UTC')) AS at, array(struct(DATE'1582-10-10' AS d,"
                + " TIMESTAMP'1582-10-10 00:00:00' AS t)) AS deep");
    assertSame(images, "unix_micros(at)", "unix_date(deep[0].d)", "unix_micros(deep[0].t)");
  }

  @Test
  void typesAreKept() {
    Dataset<Row> images =
        SPARK
            .session()
            .sql(
                "SELECT cast(null AS binary) AS content, INTERVAL '1' MONTH AS i, INTERVAL '1' DAY"
                    + " AS j, cast('x' AS string COLLATE UNICODE_CI) AS s, TIMESTAMP_NTZ'1200-02-29"
                    + " 00:00:00' AS n, cast(1.5 AS decimal(38, 20)) AS d, map('a', 1) AS m,"
                    + " array(struct(1 AS x)) AS `a.b c`, null AS nothing");
    assertSame(images, "i", "j", "s", "s = 'X'", "n", "d", "m['a']", "`a.b c`", "nothing");
  }

  @Test
  void upperAndLowerCaseAreThoseOfTheSession() {
    Dataset<Row> images =
        DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 1, 0), 1).select("path", "content");
    SparkSession.setActiveSession(SPARK.session());
    Row row = new RamTagger().setInputCol("Content").transform(images).first();
    SPARK.expected().requireResult(row.getAs("content"), row.getAs("ram"));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RamTagger().setOutputCol("PATH").transform(images));
    assertTrue(
        refused.getMessage().startsWith("outputCol: expected a column that is not there yet"));
    SPARK.session().conf().set("spark.sql.caseSensitive", true);
    try {
      assertEquals(
          List.of("path", "content", "PATH"),
          List.of(new RamTagger().setOutputCol("PATH").transform(images).columns()));
      assertThrows(
          IllegalArgumentException.class,
          () -> new RamTagger().setInputCol("Content").transform(images));
    } finally {
      SPARK.session().conf().unset("spark.sql.caseSensitive");
    }
  }

  private static void assertSame(Dataset<Row> images, String... expressions) {
    RamTagger tagger = new RamTagger();
    Dataset<Row> tagged = tagger.transform(images);
    assertEquals(tagger.transformSchema(images.schema()), tagged.schema());
    StructType expected = images.selectExpr(expressions).schema();
    assertEquals(expected, tagged.selectExpr(expressions).schema());
    assertEquals(
        images.selectExpr(expressions).collectAsList(),
        tagged.where(col("ram.error").isNotNull()).selectExpr(expressions).collectAsList());
  }
}
