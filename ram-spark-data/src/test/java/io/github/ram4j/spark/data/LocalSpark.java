package io.github.ram4j.spark.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.hadoop.fs.flaky.impl", FlakyFiles.class.getName())
              .getOrCreate();
    }
    return session;
  }

  /**
   * Two executor processes of one core each, in place of the other session; the caller closes it.
   */
  static synchronized SparkSession cluster() throws IOException {
    if (session != null) {
      session.close();
    }
    String home = System.getenv("SPARK_HOME");
    if (home == null) {
      throw new IllegalStateException("SPARK_HOME: expected a folder, as surefire sets it");
    }
    Files.createDirectories(Path.of(home, "jars")); // empty: executors get this class path
    return SparkSession.builder()
        .master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", "1g")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .getOrCreate();
  }
}
