package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;

import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Rows that pass through a function of Java as they are. Spark hands times to Java as {@code
 * java.sql.Timestamp} and {@code java.sql.Date}, which do not have all of its times: those before
 * 1582 and hours that a change of the clock repeats come back as others. {@code Instant} and {@code
 * LocalDate} have all. Spark asks the active session which of them an encoder is to use.
 */
final class ExactRows {
  private ExactRows() {}

  /** An encoder with {@code Instant} and {@code LocalDate}. */
  static Encoder<Row> encoder(SparkSession spark, StructType schema) {
    SparkSession exact = spark.newSession();
    exact.conf().set("spark.sql.datetime.java8API.enabled", true);
    Option<SparkSession> active = SparkSession.getActiveSession(); // this thread's
    SparkSession.setActiveSession(exact);
    try {
      return Encoders.row(schema);
    } finally {
      if (active.isDefined()) {
        SparkSession.setActiveSession(active.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  /**
   * Rows with the names, types and metadata of a schema, which an encoder widens or leaves out:
   * units of intervals, collations, watermarks of streams.
   */
  static Dataset<Row> withTypes(Dataset<Row> rows, StructType schema) {
    if (rows.schema().equals(schema)) {
      return rows;
    }
    String[] places =
        IntStream.range(0, schema.size()).mapToObj(String::valueOf).toArray(String[]::new);
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> typed(col(places[i]), rows.schema().apply(i), schema.apply(i)))
            .toArray(Column[]::new);
    return rows.toDF(places).select(columns);
  }

  private static Column typed(Column column, StructField found, StructField wanted) {
    Column typed =
        found.dataType().equals(wanted.dataType()) ? column : column.cast(wanted.dataType());
    return typed.as(wanted.name(), wanted.metadata());
  }
}
