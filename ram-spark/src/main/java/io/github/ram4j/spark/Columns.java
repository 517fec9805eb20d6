package io.github.ram4j.spark;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Columns by name, as Spark's SQL finds them. */
final class Columns {
  private Columns() {}

  /**
   * The place of a column. Upper and lower case are the same, as in Spark's SQL, where the session
   * does not tell them apart; a column of exactly this name comes first.
   *
   * @return -1 where there is none
   * @throws IllegalArgumentException if several are found
   */
  static int index(StructType schema, String name) {
    int exact = index(schema, name, name::equals);
    return exact >= 0 || caseSensitive() ? exact : index(schema, name, name::equalsIgnoreCase);
  }

  private static int index(StructType schema, String name, Predicate<String> matches) {
    String[] names = schema.fieldNames();
    int[] found = IntStream.range(0, names.length).filter(i -> matches.test(names[i])).toArray();
    if (found.length > 1) {
      throw new IllegalArgumentException(
          "column %s: expected one of this name, found %d among %s"
              .formatted(name, found.length, List.of(names)));
    }
    return found.length == 0 ? -1 : found[0];
  }

  private static boolean caseSensitive() {
    return SparkSession.getActiveSession()
        .exists(
            spark -> Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive", "false")));
  }
}
