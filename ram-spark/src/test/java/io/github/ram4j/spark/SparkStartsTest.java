package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Spark runs in this JVM with the class path of the tests. */
class SparkStartsTest {
  @Test
  void rowsAreCountedByTwoTasks() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "localhost")
            .getOrCreate()) {
      assertEquals(100, spark.range(0, 100, 1, 2).count());
    }
  }
}
