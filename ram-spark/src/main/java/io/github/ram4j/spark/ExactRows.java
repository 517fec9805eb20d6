package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Rows that pass through a function of Java as they are. Spark hands times to Java as {@code
 * java.sql.Timestamp} and {@code java.sql.Date}, which do not have all of its times: those before
 * 1582 and hours that a change of the clock repeats come back as others. {@code Instant} and {@code
 * LocalDate} have all. Spark asks the active session which of them an encoder is to use.
 *
 * <p>Where a function of the user's stands right before or after ours, Spark hands the Java objects
 * of the one to the other, whatever classes of times they have. So our encoder takes both classes,
 * and our rows come out nested in others, which Spark unpacks before it makes Java objects of them.
 *
 * <p>Spark finds the columns of a row by name, of several of one name the last. So ours are named
 * by their places meanwhile.
 */
final class ExactRows {
  private static final String NESTED = "row";

  private ExactRows() {}

  /** Rows as a function gets them, their columns named by their places. */
  static Dataset<Row> of(Dataset<?> dataset) {
    StructType placed = placed(dataset.schema());
    return dataset.toDF(placed.fieldNames()).as(encoder(dataset.sparkSession(), placed));
  }

  /** An encoder of rows that have a row of a schema as their one column. */
  static Encoder<Row> nested(SparkSession spark, StructType schema) {
    return encoder(spark, new StructType().add(NESTED, placed(schema), false));
  }

  private static StructType placed(StructType schema) {
    StructField[] fields = schema.fields().clone();
    Arrays.setAll(
        fields,
        i ->
            new StructField(
                String.valueOf(i),
                fields[i].dataType(),
                fields[i].nullable(),
                fields[i].metadata()));
    return new StructType(fields);
  }

  /**
   * An encoder that makes {@code Instant} and {@code LocalDate}, and takes {@code Timestamp} and
   * {@code Date}, too.
   */
  private static Encoder<Row> encoder(SparkSession spark, StructType schema) {
    SparkSession exact = spark.newSession();
    exact.conf().set("spark.sql.datetime.java8API.enabled", true);
    Option<SparkSession> active = SparkSession.getActiveSession(); // this thread's
    SparkSession.setActiveSession(exact);
    try {
      return RowEncoder.encoderFor(schema, true);
    } finally {
      if (active.isDefined()) {
        SparkSession.setActiveSession(active.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  /**
   * The rows within rows, with the names, types and metadata of a schema, which an encoder widens
   * or leaves out: units of intervals, collations, watermarks of streams.
   */
  static Dataset<Row> unpacked(Dataset<Row> nested, StructType schema) {
    Dataset<Row> rows = nested.select(NESTED + ".*");
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> typed(col(String.valueOf(i)), rows.schema().apply(i), schema.apply(i)))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column typed(Column column, StructField found, StructField wanted) {
    Column typed =
        found.dataType().equals(wanted.dataType()) ? column : column.cast(wanted.dataType());
    return typed.as(wanted.name(), wanted.metadata());
  }
}
