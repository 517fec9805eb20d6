package io.github.ram4j.spark;

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
   */
  static int index(StructType schema, String name) {
    String[] names = schema.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    for (int i = 0; i < names.length && !caseSensitive(); i++) {
      if (names[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean caseSensitive() {
    return SparkSession.getActiveSession()
        .exists(
            spark -> Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive", "false")));
  }
}
