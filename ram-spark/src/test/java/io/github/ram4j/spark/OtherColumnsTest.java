package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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

  /** The images of the first one, as may come of a join, need not be those that are meant. */
  @Test
  void twoColumnsOfTheInputsNameAreRefused() {
    Dataset<Row> images =
        SPARK.session().sql("SELECT cast(null AS binary) AS content, X'00' AS content, 1 AS n");
    assertEquals(
        "column content: expected one of this name, found 2 among [content, content, n]",
        assertThrows(
                IllegalArgumentException.class, () -> new RamTagger().transform(images).collect())
            .getMessage());
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
  void functionsRightBeforeAndAfterGetTheTimesOfTheirOwnSession() {
    Dataset<Row> images =
        DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 2, 0), 1)
            .selectExpr("*", "date(modificationTime) AS day");
    Dataset<Row> tagged =
        new RamTagger().transform(images.map(sameTimes(), Encoders.row(images.schema())));
    List<Row> rows =
        tagged.map(sameTimes(), Encoders.row(tagged.schema())).orderBy("path").collectAsList();
    List<Row> expected = images.orderBy("path").collectAsList();
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(
          expected.get(i).<Timestamp>getAs("modificationTime"),
          rows.get(i).<Timestamp>getAs("modificationTime"));
      assertEquals(expected.get(i).<Date>getAs("day"), rows.get(i).<Date>getAs("day"));
      SPARK.expected().requireResult(rows.get(i).getAs("content"), rows.get(i).getAs("ram"));
    }
  }

  private static MapFunction<Row, Row> sameTimes() {
    return row -> {
      Timestamp time = row.getAs("modificationTime");
      Date day = row.getAs("day");
      assertNotNull(time);
      assertNotNull(day);
      return row;
    };
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
