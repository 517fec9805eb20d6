package io.github.ram4j.spark.data;

import org.apache.spark.sql.SparkSession;

/** The session of all tests of this process: two threads, a task is tried three times. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  /** The session, which ends with the process, or with a program that was run. */
  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) { // by a program
      session =
          SparkSession.builder()
              .master("local[2, 3]")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "localhost")
              .config("spark.sql.shuffle.partitions", 3)
              .config("spark.hadoop.fs.flaky.impl", FlakyFiles.class.getName())
              .getOrCreate();
    }
    return session;
  }
}
